/** The tenant stamp: minted by a gateway, verified by any service behind it; the public keys that verify it. No I/O. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.stamp;
