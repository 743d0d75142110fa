package com.raptorcomply.gateway.http;

import com.raptorcomply.gateway.http.header.ConnectionHeader;
import com.raptorcomply.gateway.http.header.HeaderFields;
import com.raptorcomply.gateway.http.header.HeaderKind;
import com.raptorcomply.gateway.http.header.TraceContext;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/** Selects the request fields that the gateway forwards to an upstream. */
public final class RequestHeaderFilter {
    private static final AsciiString COOKIE = AsciiString.cached("cookie");
    private static final String TRACE_PARENT = "traceparent";

    private RequestHeaderFilter() {}

    /**
     * Visits the fields to forward. Drops hop-by-hop fields, fields that Connection names, credentials, and every field
     * that states the client's identity or address, because only the gateway may set those. No other place strips these
     * fields.
     *
     * @param ownTrace true if the gateway sets its own {@code traceparent}
     */
    public static void each(
            RequestHead head, MultiMap from, boolean ownTrace, BiConsumer<CharSequence, ? super String> visitor) {
        Set<String> named = ConnectionHeader.fields(head.connection());
        boolean traced = head.hasTrace() && !named.contains(TRACE_PARENT);
        boolean splitCookies = head.http2();
        HeaderFields.each(from, (name, value) -> {
            if (crosses(HeaderKind.of(name), traced, ownTrace, value)
                    && (named.isEmpty() || !named.contains(lower(name)))
                    && !(splitCookies && COOKIE.contentEqualsIgnoreCase(name))) {
                visitor.accept(name, value);
            }
        });
        if (splitCookies) {
            cookies(from, visitor);
        }
    }

    /**
     * Joins the parts of a cookie field that HTTP/2 sent separately, because HTTP/1 allows only one (RFC 9113 section
     * 8.2.3).
     */
    private static void cookies(MultiMap from, BiConsumer<CharSequence, ? super String> visitor) {
        List<String> values = from.getAll(COOKIE);
        if (!values.isEmpty()) {
            visitor.accept(COOKIE, String.join("; ", values));
        }
    }

    private static boolean crosses(HeaderKind kind, boolean traced, boolean ownTrace, String value) {
        return switch (kind) {
            case TRACE_PARENT -> traced && !ownTrace;
            case TRACE_STATE -> traced && TraceContext.isState(value);
            default -> kind.crosses();
        };
    }

    private static String lower(CharSequence name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
