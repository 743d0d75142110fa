package com.raptorcomply.gateway.edge;

import io.netty.util.AsciiString;

/** Finds the kind of a request's header field by its name. */
final class FieldNames {
    private static final AsciiString TENANT = AsciiString.cached("x-tenant");

    private static final NameTable<FieldKind> TABLE = new NameTable<>();

    static {
        TABLE.put(FieldKind.HOP_BY_HOP, "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization");
        TABLE.put(FieldKind.HOP_BY_HOP, "te", "trailer", "http2-settings", "proxy-authentication-info", "alt-svc");
        // A server may ignore an offer to change the protocol (RFC 9110 section 7.8); many clients make one with each
        // request.
        TABLE.put(FieldKind.UPGRADE, "upgrade");
        TABLE.put(FieldKind.CONNECTION, "connection");
        TABLE.put(FieldKind.TRANSFER_ENCODING, "transfer-encoding");
        TABLE.put(FieldKind.CONTENT_LENGTH, "content-length");
        TABLE.put(FieldKind.HOST, "host");
        TABLE.put(FieldKind.EXPECT, "expect");
        TABLE.put(FieldKind.ACCEPT, "accept");
        TABLE.put(FieldKind.USER_AGENT, "user-agent");
        TABLE.put(FieldKind.API_KEY, "x-api-key");
        TABLE.put(FieldKind.AUTHORIZATION, "authorization");
        TABLE.put(FieldKind.ACT_AS_USER, "x-act-as-user");
        TABLE.put(FieldKind.REQUEST_ID, "x-request-id");
        TABLE.put(FieldKind.TRACE_PARENT, "traceparent");
        TABLE.put(FieldKind.TRACE_STATE, "tracestate");
        TABLE.put(FieldKind.FORWARDING, "forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto");
        TABLE.put(FieldKind.FORWARDING, "x-forwarded-port", "x-forwarded-prefix", "x-forwarded-server", "x-real-ip");
        TABLE.put(FieldKind.FORWARDING, "x-original-url", "x-rewrite-url", "x-original-host", "true-client-ip");
        TABLE.put(FieldKind.FORWARDING, "x-http-method-override", "x-http-method", "x-method-override", "cdn-loop");
        TABLE.put(FieldKind.IDENTITY, "x-key-id", "x-organization-id", "x-user-id");
        TABLE.put(FieldKind.END_TO_END, "content-type", "accept-encoding", "accept-language", "if-match");
        TABLE.put(FieldKind.END_TO_END, "if-none-match", "idempotency-key", "prefer", "cookie", "content-encoding");
    }

    private FieldNames() {}

    /** The kind of a field of a request; a field of a name that no other rule covers is end-to-end. */
    static FieldKind kind(CharSequence name) {
        FieldKind known = TABLE.find(name);
        if (known != null) {
            return known;
        }
        if (!isPlain(name)) {
            return FieldKind.ODDLY_NAMED;
        }
        return isTenantName(name) ? FieldKind.IDENTITY : FieldKind.END_TO_END;
    }

    /** Whether it consists of letters, digits and hyphens, as every registered name does. */
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
