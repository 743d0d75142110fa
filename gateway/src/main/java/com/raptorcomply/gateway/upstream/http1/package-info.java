/**
 * Speaks HTTP/1.1 to upstreams below the HTTP client of Vert.x, for three reasons. That client copies each piece of a body
 * and makes futures and streams, which a proxy has no use for and which cost it much of its CPU (deploy/bench/RESULTS.md,
 * "What was tried"). It repairs ambiguous responses, which a gateway must refuse. And its pool is shared between event
 * loops and takes a lock for each request. deploy/docs/DECISIONS.md has the alternatives. Vert.x still opens the
 * connections, TLS included; its client serves WebSocket upgrades, health checks and requests to the key service.
 */
@NullMarked
package com.raptorcomply.gateway.upstream.http1;

import org.jspecify.annotations.NullMarked;
