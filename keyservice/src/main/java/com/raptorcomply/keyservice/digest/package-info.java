/** Digests of text. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.digest;
