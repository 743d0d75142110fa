/** Tests the guarantees of the rate limiters, bucket by bucket. */
@NullMarked
package com.raptorcomply.gateway.ratelimit;

import org.jspecify.annotations.NullMarked;
