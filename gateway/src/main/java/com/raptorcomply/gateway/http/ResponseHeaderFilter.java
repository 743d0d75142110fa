package com.raptorcomply.gateway.http;

import com.raptorcomply.gateway.http.header.ConnectionHeader;
import com.raptorcomply.gateway.http.header.HeaderNameMap;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Copies the fields of an upstream's response that may reach the client. */
public final class ResponseHeaderFilter {
    private static final AsciiString TENANT = AsciiString.cached("x-tenant");
    private static final AsciiString CONNECTION = AsciiString.cached("connection");
    private static final HeaderNameMap<Boolean> DROPPED = new HeaderNameMap<>();

    static {
        DROPPED.put(true, "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade");
        DROPPED.put(true, "proxy-authenticate", "proxy-authentication-info", "http2-settings", "alt-svc", "via");
        DROPPED.put(
                true,
                "server",
                "x-powered-by",
                "x-request-id",
                "x-key-id",
                "x-permission-missing",
                "ratelimit",
                "ratelimit-policy");
    }

    private ResponseHeaderFilter() {}

    /**
     * Copies all fields except hop-by-hop fields, fields that Connection names, and fields that reveal the upstream or
     * that only the gateway sets.
     */
    public static void copy(
            Iterator<? extends Map.Entry<? extends CharSequence, ? extends CharSequence>> fields, MultiMap to) {
        Set<String> named = Set.of();
        while (fields.hasNext()) {
            Map.Entry<? extends CharSequence, ? extends CharSequence> field = fields.next();
            CharSequence name = field.getKey();
            if (CONNECTION.contentEqualsIgnoreCase(name)) {
                named = ConnectionHeader.with(named, field.getValue().toString());
            } else if (crosses(name)) {
                to.add(name, field.getValue());
            }
        }
        for (String name : named) {
            if (crosses(name)) {
                to.remove(name);
            }
        }
    }

    private static boolean crosses(CharSequence name) {
        return DROPPED.find(name) == null && !AsciiString.regionMatches(name, true, 0, TENANT, 0, TENANT.length());
    }
}
