package com.raptorcomply.gateway.http;

import com.raptorcomply.gateway.http.header.ConnectionHeader;
import com.raptorcomply.gateway.http.header.HeaderClassifier;
import com.raptorcomply.gateway.http.header.HeaderFields;
import com.raptorcomply.gateway.http.header.HeaderKind;
import com.raptorcomply.gateway.http.header.TraceContext;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/** The fields of a client's request that may cross to an upstream, and only those. */
public final class RequestHeaderFilter {
    private static final AsciiString COOKIE = AsciiString.cached("cookie");
    private static final String TRACE_PARENT = "traceparent";

    private RequestHeaderFilter() {}

    /**
     * Leaves behind what belongs to the connection or is named by it, every credential, and every field that says who calls
     * or where from: those are the gateway's to set. This is the one place that strips them.
     */
    public static void each(RequestHead head, MultiMap from, BiConsumer<CharSequence, ? super String> visitor) {
        Set<String> named = ConnectionHeader.fields(head.connection());
        boolean traced = head.hasTrace() && !named.contains(TRACE_PARENT);
        boolean inPieces = head.http2();
        HeaderFields.each(from, (name, value) -> {
            if (crosses(HeaderClassifier.kind(name), head, traced, value)
                    && (named.isEmpty() || !named.contains(lower(name)))
                    && !(inPieces && COOKIE.contentEqualsIgnoreCase(name))) {
                visitor.accept(name, value);
            }
        });
        if (inPieces) {
            cookies(from, visitor);
        }
    }

    /** HTTP/2 may send a cookie field in pieces, which to HTTP/1 are one (RFC 9113 section 8.2.3). */
    private static void cookies(MultiMap from, BiConsumer<CharSequence, ? super String> visitor) {
        List<String> pieces = from.getAll(COOKIE);
        if (!pieces.isEmpty()) {
            visitor.accept(COOKIE, String.join("; ", pieces));
        }
    }

    private static boolean crosses(HeaderKind kind, RequestHead head, boolean traced, String value) {
        return switch (kind) {
            case TRACE_PARENT -> traced && head.passedTraceParent() == null;
            case TRACE_STATE -> traced && TraceContext.isState(value);
            default -> kind.crosses();
        };
    }

    private static String lower(CharSequence name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
