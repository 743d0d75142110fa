/** Sends notices to webhooks: signed, again after a failure, and only to addresses that it may reach. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.webhook.delivery;
