/** Verifies a presented key for a gateway on a cache miss, from one database snapshot. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.verification;
