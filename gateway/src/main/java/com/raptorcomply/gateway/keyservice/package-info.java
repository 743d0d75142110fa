/** Talks to the key service: verifications, the lease session, and usage reports. */
@NullMarked
package com.raptorcomply.gateway.keyservice;

import org.jspecify.annotations.NullMarked;
