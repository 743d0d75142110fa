package com.raptorcomply.keyservice.admin;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Sets the headers of every response under {@code /admin}, errors and files included. */
final class PageHeaders {
    /**
     * Allows scripts, styles, images, connections and forms of this service alone, and no script that makes HTML of text.
     * No page may be framed.
     */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types 'none'";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "X-Content-Type-Options", "nosniff",
            "Cache-Control", "no-store");

    private PageHeaders() {}

    static void set(RoutingContext context) {
        HEADERS.forEach(context.response()::putHeader);
        context.next();
    }
}
