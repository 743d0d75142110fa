/** What the limits promise, bucket by bucket. */
@NullMarked
package com.raptorcomply.gateway.ratelimit;

import org.jspecify.annotations.NullMarked;
