/** Compares and merges JSON values (RFC 8259, RFC 7396) independent of their spelling. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.chassis.json;
