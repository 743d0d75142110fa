/**
 * The library with which a gateway talks to the key service: key format, grants, verdicts, revocation protocol. No I/O.
 */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.client;
