/** Tests of the parts that send to webhooks. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.webhook.delivery;
