package com.raptorcomply.gateway.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies under one path prefix.
 *
 * @param prefix begins with a slash, does not end with one (but for the root itself), in normal form
 * @param upstream the name of the upstream that answers
 * @param access who may pass
 * @param methods the methods that are let through, in upper case; empty means every one
 * @param policy the limit that each key has here besides its own; null: none
 * @param webSocket whether a client may go on as a WebSocket here
 */
public record Route(
        String prefix,
        String upstream,
        Access access,
        List<String> methods,
        @Nullable String policy,
        boolean webSocket) {

    /** Who may pass a route. */
    public enum Access {
        /** Only a request with a valid key. */
        KEY,
        /** Everybody, counted by client address; the request carries no stamp. */
        OPEN
    }

    public Route {
        RequestTarget target = RequestTarget.of(prefix);
        if (target == null || !target.uri().equals(prefix) || target.pathEnd() != prefix.length()) {
            throw new IllegalArgumentException("a route's prefix is a path in normal form that begins with '/'");
        }
        if (prefix.length() > 1 && prefix.endsWith("/")) {
            throw new IllegalArgumentException("a route's prefix does not end with '/'");
        }
        methods = List.copyOf(methods);
    }
}
