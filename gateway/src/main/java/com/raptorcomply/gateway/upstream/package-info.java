/** Carries permitted requests to the services behind the gateway and their answers back, streaming both ways. */
@NullMarked
package com.raptorcomply.gateway.upstream;

import org.jspecify.annotations.NullMarked;
