/** How many requests a key, an organization, and an address that sends bad keys may make: token buckets with a bound on memory. */
@NullMarked
package com.raptorcomply.gateway.quota;

import org.jspecify.annotations.NullMarked;
