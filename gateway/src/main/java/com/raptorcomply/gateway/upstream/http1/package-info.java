/** Speaks HTTP/1.1 to upstreams below the HTTP client of Vert.x. */
@NullMarked
package com.raptorcomply.gateway.upstream.http1;

import org.jspecify.annotations.NullMarked;
