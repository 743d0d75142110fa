/** The circuit breaker in front of whatever may stop answering: endpoints of upstreams, and the key service. */
@NullMarked
package com.raptorcomply.gateway.breaker;

import org.jspecify.annotations.NullMarked;
