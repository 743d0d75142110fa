/** The pages of notices: alerts, and webhooks with the log of what was sent to them. */
@NullMarked
package com.raptorcomply.keyservice.admin.notice;

import org.jspecify.annotations.NullMarked;
