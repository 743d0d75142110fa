/** Tests of webhooks, against real receivers. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.webhook;
