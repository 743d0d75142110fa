package com.raptorcomply.keyservice.signin.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The cookie that carries a session. */
final class SessionCookie {
    private final HostCookie cookie;

    SessionCookie(boolean secure) {
        this.cookie = HostCookie.strict("session", secure);
    }

    /** The session's token, if the request brings one that has the form of one. */
    Optional<SessionToken> read(HttpServerRequest request) {
        return cookie.read(request).flatMap(SessionToken::parse);
    }

    boolean isPresent(HttpServerRequest request) {
        return cookie.read(request).isPresent();
    }

    /** For a new session. */
    Cookie issue(SessionToken token) {
        return cookie.issue(token.reveal());
    }

    /** Makes the browser forget it. */
    Cookie clear() {
        return cookie.clear();
    }
}
