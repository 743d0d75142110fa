package com.raptorcomply.gateway.edge;

import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Copies to a client the fields of an upstream's answer that may cross. */
public final class ScrubbedFields {
    private static final Set<String> DROPPED = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authentication-info",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "server",
            "x-powered-by",
            "x-request-id",
            "x-key-id",
            "alt-svc",
            "via");

    private ScrubbedFields() {}

    /** Leaves behind hop-by-hop fields, those that the answer's Connection names, and what tells of the upstream. */
    public static void copy(MultiMap from, MultiMap to) {
        Set<String> named = ConnectionOptions.fields(connection(from));
        for (Map.Entry<String, String> field : from) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            if (!DROPPED.contains(name) && !name.startsWith("x-tenant") && !named.contains(name)) {
                to.add(field.getKey(), field.getValue());
            }
        }
    }

    private static @Nullable String connection(MultiMap fields) {
        return fields.contains("connection") ? String.join(",", fields.getAll("connection")) : null;
    }
}
