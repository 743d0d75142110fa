/** Reports by gateways of how often and from where keys were used. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.client.usage;
