/** Notices: what an organization's admins are told of, as alerts and by webhooks. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.notice;
