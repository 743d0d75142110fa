package com.raptorcomply.gateway.upstream;

import org.jspecify.annotations.Nullable;

/**
 * The header fields that the gateway itself sets in a forwarded request. They replace the client's.
 *
 * @param requestId {@code X-Request-Id}
 * @param forwarded the element of {@code Forwarded} (RFC 7239 section 4) for this hop
 * @param traceParent the trace context of the gateway's span (W3C Trace Context); null if the client's is forwarded
 */
public record GatewayFields(
        String requestId, CharSequence forwarded, @Nullable String traceParent) {}
