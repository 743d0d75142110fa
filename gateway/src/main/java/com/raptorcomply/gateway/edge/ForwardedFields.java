package com.raptorcomply.gateway.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Copies to an upstream request the fields of a client's request that may cross, and only those. */
public final class ForwardedFields {
    private ForwardedFields() {}

    /**
     * Leaves behind what belongs to the connection or is named by it, every credential, and every field that says who calls
     * or where from: those are the gateway's to set. This is the one place that strips them.
     */
    public static void copy(RequestHead head, MultiMap from, MultiMap to) {
        Set<String> named = ConnectionOptions.fields(head.connection());
        HeaderFields.each(from, (name, value) -> {
            if (crosses(FieldNames.kind(name), head, value) && (named.isEmpty() || !named.contains(lower(name)))) {
                to.add(name, value);
            }
        });
        if (head.http2()) {
            joinCookies(to);
        }
    }

    /** HTTP/2 may send a cookie field in pieces, which to HTTP/1 are one (RFC 9113 section 8.2.3). */
    private static void joinCookies(MultiMap to) {
        List<String> pieces = to.getAll(HttpHeaders.COOKIE);
        if (pieces.size() > 1) {
            to.set(HttpHeaders.COOKIE, String.join("; ", pieces));
        }
    }

    private static boolean crosses(FieldKind kind, RequestHead head, String value) {
        return switch (kind) {
            case TRACE_PARENT -> head.hasTrace();
            case TRACE_STATE -> head.hasTrace() && TraceContext.isState(value);
            default -> kind.crosses();
        };
    }

    private static String lower(CharSequence name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
