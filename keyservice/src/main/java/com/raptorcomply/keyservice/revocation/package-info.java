/** The order of changes, and the protocol that makes a change effective at every gateway. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.revocation;
