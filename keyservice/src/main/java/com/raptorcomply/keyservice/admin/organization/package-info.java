/** The pages of organizations: the settings of one's own, and all of them for platform admins. */
@NullMarked
package com.raptorcomply.keyservice.admin.organization;

import org.jspecify.annotations.NullMarked;
