/** What gateways report about the use of keys. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.client.usage;
