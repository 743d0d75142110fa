/** What gateways are told about keys. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.verification;
