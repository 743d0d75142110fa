/** Keeps the gateway's session with the key service: joins, renews, applies changes, reconnects. */
@NullMarked
package com.raptorcomply.gateway.lease;

import org.jspecify.annotations.NullMarked;
