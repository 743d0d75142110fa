/** The usage of keys, as gateways report it: last use, client address and request counts. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.usage;
