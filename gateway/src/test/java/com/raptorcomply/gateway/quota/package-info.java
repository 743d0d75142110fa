/** What the limits promise, bucket by bucket. */
@NullMarked
package com.raptorcomply.gateway.quota;

import org.jspecify.annotations.NullMarked;
