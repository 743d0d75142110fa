/** The one order of changes, and everything that makes a change take effect at every gateway. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.revocation;
