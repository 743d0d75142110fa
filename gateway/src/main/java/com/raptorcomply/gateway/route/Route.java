package com.raptorcomply.gateway.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path prefix with its upstream and its access rules.
 *
 * @param prefix begins with a slash, does not end with one (except the root), and is in normal form; a segment {@code *}
 *     stands for any one segment
 * @param upstream name of the upstream that gets the requests
 * @param access whether the route needs a key
 * @param methods allowed methods in upper case; empty means all
 * @param policy name of the rate limit policy that each key has here besides its own limit; null means none
 * @param webSocket whether a client may switch to a WebSocket here
 * @param bodyBytesMax of a request's body here; 0 means the bound of all routes
 * @param stampAlsoFor name of another upstream that the route's upstream asks on behalf of the caller; its audience is in the
 *     stamp, too; null means none
 */
public record Route(
        String prefix,
        String upstream,
        Access access,
        List<String> methods,
        @Nullable String policy,
        boolean webSocket,
        long bodyBytesMax,
        @Nullable String stampAlsoFor) {

    public enum Access {
        /** Lets only requests with a valid key pass. */
        KEY,
        /** Lets every request pass, rate limited by client address. The forwarded request carries no stamp. */
        OPEN
    }

    public Route {
        RequestTarget target = RequestTarget.parse(prefix);
        if (target == null || !target.uri().equals(prefix) || target.pathEnd() != prefix.length()) {
            throw new IllegalArgumentException("a route's prefix is a path in normal form that begins with '/'");
        }
        if (prefix.length() > 1 && prefix.endsWith("/")) {
            throw new IllegalArgumentException("a route's prefix does not end with '/'");
        }
        methods = List.copyOf(methods);
    }
}
