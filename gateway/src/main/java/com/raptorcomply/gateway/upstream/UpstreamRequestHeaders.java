package com.raptorcomply.gateway.upstream;

import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.gateway.http.RequestHeaderFilter;
import io.vertx.core.http.HttpHeaders;
import java.util.function.BiConsumer;

/**
 * Composes the fields of a forwarded request except its stamp: the client's fields that may pass, and those that only
 * the gateway sets.
 */
final class UpstreamRequestHeaders {
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestId.HEADER);
    private static final CharSequence TRACE_PARENT = HttpHeaders.createOptimized("traceparent");
    private static final CharSequence FORWARDED = HttpHeaders.createOptimized("Forwarded");
    private static final CharSequence VIA = HttpHeaders.createOptimized("Via");
    private static final CharSequence VIA_GATEWAY = HttpHeaders.createOptimized("1.1 gateway");
    private static final CharSequence VIA_GATEWAY_HTTP_2 = HttpHeaders.createOptimized("2.0 gateway");

    private UpstreamRequestHeaders() {}

    static void each(ForwardRequest forward, String authority, BiConsumer<CharSequence, CharSequence> visitor) {
        GatewayFields own = forward.own();
        visitor.accept(HttpHeaders.HOST, authority);
        RequestHeaderFilter.each(forward.head(), forward.request().headers(), own.traceParent() != null, visitor);
        visitor.accept(REQUEST_ID, own.requestId());
        visitor.accept(VIA, forward.head().http2() ? VIA_GATEWAY_HTTP_2 : VIA_GATEWAY);
        visitor.accept(FORWARDED, own.forwarded());
        String traceParent = own.traceParent();
        if (traceParent != null) {
            visitor.accept(TRACE_PARENT, traceParent);
        }
    }
}
