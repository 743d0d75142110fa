/** Limits the rate of requests, in this process or in Redis. */
@NullMarked
package com.raptorcomply.gateway.ratelimit;

import org.jspecify.annotations.NullMarked;
