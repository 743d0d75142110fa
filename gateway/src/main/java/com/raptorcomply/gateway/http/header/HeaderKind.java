package com.raptorcomply.gateway.http.header;

import io.netty.util.AsciiString;

/** Kinds of request fields, by what the gateway does with them. */
public enum HeaderKind {
    /** Forwarded unchanged. */
    END_TO_END,
    /** Belongs to this connection only (RFC 9110 section 7.6.1); never forwarded. */
    HOP_BY_HOP,
    CONNECTION,
    TRANSFER_ENCODING,
    CONTENT_LENGTH,
    HOST,
    EXPECT,
    ACCEPT,
    USER_AGENT,
    API_KEY,
    AUTHORIZATION,
    /** Names the user as whom the key is to act. */
    ACT_AS_USER,
    REQUEST_ID,
    /** Asks for another protocol on this connection. */
    UPGRADE,
    /** Names the parent span of the request; forwarded if well-formed. */
    TRACE_PARENT,
    TRACE_STATE,
    /** States where a request came from; only the gateway may set it. */
    FORWARDING,
    /** States the identity of the caller; only the gateway may set it. */
    IDENTITY,
    /**
     * Has characters other than letters, digits and hyphens. Never forwarded, because CGI, WSGI and similar servers
     * read them as hyphens: "X.Tenant_Id" would become "X-Tenant-Id".
     */
    ODDLY_NAMED;

    private static final AsciiString TENANT = AsciiString.cached("x-tenant");

    private static final HeaderNameMap<HeaderKind> TABLE = new HeaderNameMap<>();

    static {
        TABLE.put(HOP_BY_HOP, "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization");
        TABLE.put(HOP_BY_HOP, "te", "trailer", "http2-settings", "proxy-authentication-info", "alt-svc");
        // A server may ignore Upgrade (RFC 9110 section 7.8); many clients send it with each request.
        TABLE.put(UPGRADE, "upgrade");
        TABLE.put(CONNECTION, "connection");
        TABLE.put(TRANSFER_ENCODING, "transfer-encoding");
        TABLE.put(CONTENT_LENGTH, "content-length");
        TABLE.put(HOST, "host");
        TABLE.put(EXPECT, "expect");
        TABLE.put(ACCEPT, "accept");
        TABLE.put(USER_AGENT, "user-agent");
        TABLE.put(API_KEY, "x-api-key");
        TABLE.put(AUTHORIZATION, "authorization");
        TABLE.put(ACT_AS_USER, "x-act-as-user");
        TABLE.put(REQUEST_ID, "x-request-id");
        TABLE.put(TRACE_PARENT, "traceparent");
        TABLE.put(TRACE_STATE, "tracestate");
        TABLE.put(FORWARDING, "forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto");
        TABLE.put(FORWARDING, "x-forwarded-port", "x-forwarded-prefix", "x-forwarded-server", "x-real-ip");
        TABLE.put(FORWARDING, "x-original-url", "x-rewrite-url", "x-original-host", "true-client-ip");
        TABLE.put(FORWARDING, "x-http-method-override", "x-http-method", "x-method-override", "cdn-loop");
        TABLE.put(IDENTITY, "x-key-id", "x-organization-id", "x-user-id");
        TABLE.put(END_TO_END, "content-type", "accept-encoding", "accept-language", "if-match");
        TABLE.put(END_TO_END, "if-none-match", "idempotency-key", "prefer", "cookie", "content-encoding");
    }

    /** Returns the kind of a request field; end-to-end if no other rule covers the name. */
    public static HeaderKind of(CharSequence name) {
        HeaderKind known = TABLE.find(name);
        if (known != null) {
            return known;
        }
        if (!isPlain(name)) {
            return ODDLY_NAMED;
        }
        return isTenantName(name) ? IDENTITY : END_TO_END;
    }

    /** Returns true if the gateway forwards the field with the client's value. */
    public boolean crosses() {
        return this == END_TO_END || this == ACCEPT || this == USER_AGENT || this == CONTENT_LENGTH;
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
