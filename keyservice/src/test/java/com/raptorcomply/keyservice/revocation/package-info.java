/** Tests of the key service's side of the revocation protocol. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.revocation;
