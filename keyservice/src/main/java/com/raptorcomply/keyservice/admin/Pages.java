package com.raptorcomply.keyservice.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Serves the pages behind links: accepting an invitation and signing in. They are the same for every user, contain no
 * secret and do everything through the API. A link's token is in its fragment, which browsers do not send.
 */
public final class Pages {
    /** Allows scripts, styles and connections of this service alone; no page may be framed. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /** Maps a path below /admin to its file and type. */
    private static final Map<String, Page> PAGES = Map.of(
            "invitation", new Page("invitation.html", HTML),
            "session", new Page("session.html", HTML),
            "invitation.js", new Page("invitation.js", SCRIPT),
            "session.js", new Page("session.js", SCRIPT),
            "page.js", new Page("page.js", SCRIPT),
            "page.css", new Page("page.css", "text/css; charset=utf-8"));

    private Pages() {}

    private record Page(String file, String type) {}

    /** Reads the pages from the class path and serves them. Blocks. */
    public static void mount(Router router) {
        PAGES.forEach((path, page) -> {
            Buffer content = read(page.file());
            router.get("/admin/" + path)
                    .method(HttpMethod.HEAD)
                    .handler(context -> send(context.response(), page.type(), content));
        });
    }

    private static void send(HttpServerResponse response, String type, Buffer content) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(content);
    }

    private static Buffer read(String file) {
        try (InputStream stream = Pages.class.getResourceAsStream("/admin/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("/admin/" + file + " is missing");
            }
            return Buffer.buffer(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
