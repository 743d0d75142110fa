/** Authenticates API keys: from the cache of grants under a lease, or at the key service. */
@NullMarked
package com.raptorcomply.gateway.auth;

import org.jspecify.annotations.NullMarked;
