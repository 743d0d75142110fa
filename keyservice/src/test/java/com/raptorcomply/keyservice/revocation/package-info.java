/** Tests of the revocation protocol's side in the key service. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.revocation;
