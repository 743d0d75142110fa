/** Webhooks: the addresses that an organization's notices are sent to, and the log of what was sent. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.webhook;
