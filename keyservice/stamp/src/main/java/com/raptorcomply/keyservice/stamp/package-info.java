/**
 * The tenant stamp: a gateway mints it, any service behind the gateway verifies it with the published public keys. No
 * I/O.
 */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.stamp;
