/** Tests of restrictions over HTTP and in verifications. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.restriction;
