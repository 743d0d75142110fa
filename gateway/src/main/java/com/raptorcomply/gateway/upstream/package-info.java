/** Forwards requests to upstreams and relays the responses. */
@NullMarked
package com.raptorcomply.gateway.upstream;

import org.jspecify.annotations.NullMarked;
