/** Chooses the endpoint of an upstream: health checks, circuit breakers, least requests. */
@NullMarked
package com.raptorcomply.gateway.upstream.balance;

import org.jspecify.annotations.NullMarked;
