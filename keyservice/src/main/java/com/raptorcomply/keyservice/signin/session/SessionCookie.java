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

    /** Returns the session's token, if the request has a well-formed one. */
    Optional<SessionToken> read(HttpServerRequest request) {
        return cookie.read(request).flatMap(SessionToken::parse);
    }

    boolean isPresent(HttpServerRequest request) {
        return cookie.read(request).isPresent();
    }

    Cookie issue(SessionToken token) {
        return cookie.issue(token.reveal());
    }

    /** Makes the browser delete the cookie. */
    Cookie clear() {
        return cookie.clear();
    }
}
