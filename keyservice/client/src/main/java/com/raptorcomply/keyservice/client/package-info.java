/** What a gateway needs to speak to the key service: the key format, grants and verdicts, the revocation protocol. No I/O. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.client;
