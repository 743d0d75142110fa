package com.raptorcomply.gateway.http.header;

import io.netty.util.AsciiString;

/** Finds the {@link HeaderKind} of a request field by its name. */
public final class HeaderClassifier {
    private static final AsciiString TENANT = AsciiString.cached("x-tenant");

    private static final HeaderNameMap<HeaderKind> TABLE = new HeaderNameMap<>();

    static {
        TABLE.put(HeaderKind.HOP_BY_HOP, "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization");
        TABLE.put(HeaderKind.HOP_BY_HOP, "te", "trailer", "http2-settings", "proxy-authentication-info", "alt-svc");
        // A server may ignore Upgrade (RFC 9110 section 7.8); many clients send it with each request.
        TABLE.put(HeaderKind.UPGRADE, "upgrade");
        TABLE.put(HeaderKind.CONNECTION, "connection");
        TABLE.put(HeaderKind.TRANSFER_ENCODING, "transfer-encoding");
        TABLE.put(HeaderKind.CONTENT_LENGTH, "content-length");
        TABLE.put(HeaderKind.HOST, "host");
        TABLE.put(HeaderKind.EXPECT, "expect");
        TABLE.put(HeaderKind.ACCEPT, "accept");
        TABLE.put(HeaderKind.USER_AGENT, "user-agent");
        TABLE.put(HeaderKind.API_KEY, "x-api-key");
        TABLE.put(HeaderKind.AUTHORIZATION, "authorization");
        TABLE.put(HeaderKind.ACT_AS_USER, "x-act-as-user");
        TABLE.put(HeaderKind.REQUEST_ID, "x-request-id");
        TABLE.put(HeaderKind.TRACE_PARENT, "traceparent");
        TABLE.put(HeaderKind.TRACE_STATE, "tracestate");
        TABLE.put(
                HeaderKind.FORWARDING, "forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto");
        TABLE.put(HeaderKind.FORWARDING, "x-forwarded-port", "x-forwarded-prefix", "x-forwarded-server", "x-real-ip");
        TABLE.put(HeaderKind.FORWARDING, "x-original-url", "x-rewrite-url", "x-original-host", "true-client-ip");
        TABLE.put(HeaderKind.FORWARDING, "x-http-method-override", "x-http-method", "x-method-override", "cdn-loop");
        TABLE.put(HeaderKind.IDENTITY, "x-key-id", "x-organization-id", "x-user-id");
        TABLE.put(HeaderKind.END_TO_END, "content-type", "accept-encoding", "accept-language", "if-match");
        TABLE.put(HeaderKind.END_TO_END, "if-none-match", "idempotency-key", "prefer", "cookie", "content-encoding");
    }

    private HeaderClassifier() {}

    /** Returns the kind of a request field; end-to-end if no other rule covers the name. */
    public static HeaderKind kind(CharSequence name) {
        HeaderKind known = TABLE.find(name);
        if (known != null) {
            return known;
        }
        if (!isPlain(name)) {
            return HeaderKind.ODDLY_NAMED;
        }
        return isTenantName(name) ? HeaderKind.IDENTITY : HeaderKind.END_TO_END;
    }

    /** Returns true if the name consists of letters, digits and hyphens, as every registered name does. */
    private static boolean isPlain(CharSequence name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            char lower = (char) (c | 0x20);
            if ((lower < 'a' || lower > 'z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isTenantName(CharSequence name) {
        return name.length() >= TENANT.length()
                && (name.charAt(0) | 0x20) == 'x'
                && AsciiString.regionMatches(name, true, 0, TENANT, 0, TENANT.length());
    }
}
