package com.raptorcomply.gateway.edge;

import io.netty.util.AsciiString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the kind of a header field by its name. A table over the case-insensitive hash that {@link AsciiString} keeps, so
 * that the names of a request cost a look-up each and no string.
 */
final class FieldNames {
    private static final int SLOTS = 256;
    private static final int FIELD_NAME_BYTES_MAX = 256;

    private static final AsciiString TENANT = AsciiString.cached("x-tenant");

    private record Known(AsciiString name, FieldKind kind) {}

    private static final Known[] TABLE = new Known[SLOTS];

    static {
        put(FieldKind.HOP_BY_HOP, "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization");
        put(FieldKind.HOP_BY_HOP, "te", "trailer", "http2-settings", "proxy-authentication-info", "alt-svc");
        put(FieldKind.CONNECTION, "connection");
        put(FieldKind.TRANSFER_ENCODING, "transfer-encoding");
        put(FieldKind.CONTENT_LENGTH, "content-length");
        put(FieldKind.HOST, "host");
        put(FieldKind.EXPECT, "expect");
        put(FieldKind.UPGRADE, "upgrade");
        put(FieldKind.ACCEPT, "accept");
        put(FieldKind.API_KEY, "x-api-key");
        put(FieldKind.AUTHORIZATION, "authorization");
        put(FieldKind.REQUEST_ID, "x-request-id");
        put(FieldKind.FORWARDING, "forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto");
        put(FieldKind.FORWARDING, "x-forwarded-port", "x-forwarded-prefix", "x-forwarded-server", "x-real-ip");
        put(FieldKind.FORWARDING, "x-original-url", "x-rewrite-url", "x-original-host", "true-client-ip");
        put(FieldKind.FORWARDING, "x-http-method-override", "x-http-method", "x-method-override", "cdn-loop");
        put(FieldKind.IDENTITY, "x-key-id", "x-act-as-user", "x-organization-id", "x-user-id");
        put(FieldKind.END_TO_END, "content-type", "user-agent", "accept-encoding", "accept-language", "if-match");
        put(FieldKind.END_TO_END, "if-none-match", "idempotency-key", "prefer", "cookie", "content-encoding");
    }

    private FieldNames() {}

    /** The kind of a field of a request; a field of a name that no other rule covers is end-to-end. */
    static FieldKind kind(CharSequence name) {
        FieldKind known = find(name);
        if (known != null) {
            return known;
        }
        int underscore = AsciiString.indexOf(name, '_', 0);
        if (underscore >= 0) {
            return kindOfSpelling(name);
        }
        return isTenantName(name) ? FieldKind.IDENTITY : FieldKind.END_TO_END;
    }

    /** CGI and WSGI servers read "X_Tenant_Id" as "X-Tenant-Id": what is reserved under one spelling is under both. */
    private static FieldKind kindOfSpelling(CharSequence name) {
        if (name.length() > FIELD_NAME_BYTES_MAX) {
            return FieldKind.IDENTITY;
        }
        FieldKind kind = kind(AsciiString.of(name.toString().replace('_', '-').toLowerCase(Locale.ROOT)));
        return kind == FieldKind.END_TO_END ? kind : FieldKind.IDENTITY;
    }

    private static boolean isTenantName(CharSequence name) {
        return name.length() >= TENANT.length()
                && (name.charAt(0) | 0x20) == 'x'
                && AsciiString.regionMatches(name, true, 0, TENANT, 0, TENANT.length());
    }

    private static @Nullable FieldKind find(CharSequence name) {
        int slot = slot(name);
        for (Known known = TABLE[slot]; known != null; known = TABLE[slot]) {
            if (known.name().contentEqualsIgnoreCase(name)) {
                return known.kind();
            }
            slot = slot + 1 & SLOTS - 1;
        }
        return null;
    }

    private static void put(FieldKind kind, String... names) {
        for (String text : names) {
            AsciiString name = AsciiString.cached(text);
            int slot = slot(name);
            while (TABLE[slot] != null) {
                slot = slot + 1 & SLOTS - 1;
            }
            TABLE[slot] = new Known(name, kind);
        }
    }

    private static int slot(CharSequence name) {
        int hash = AsciiString.hashCode(name);
        return (hash ^ hash >>> 16) & SLOTS - 1;
    }
}
