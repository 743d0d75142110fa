package com.raptorcomply.keyservice.people.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Set;

/**
 * The cookie of RFC 6265bis that carries a session: not readable by scripts, not sent by other sites' pages, and under
 * the name prefix {@code __Host-} not to be set by other hosts of the domain.
 */
final class SessionCookie {
    private final boolean secure;

    SessionCookie(boolean secure) {
        this.secure = secure;
    }

    /** The session's token, if the request brings exactly one that has the form of one. */
    Optional<SessionToken> read(HttpServerRequest request) {
        Set<Cookie> cookies = request.cookies(name());
        return cookies.size() == 1
                ? SessionToken.parse(cookies.iterator().next().getValue())
                : Optional.empty();
    }

    boolean isPresent(HttpServerRequest request) {
        return !request.cookies(name()).isEmpty();
    }

    /** The value of {@code Set-Cookie} for a new session. */
    String issue(SessionToken token) {
        return name() + "=" + token.reveal() + attributes();
    }

    /** The value of {@code Set-Cookie} that makes the browser forget it. */
    String clear() {
        return name() + "=; Max-Age=0" + attributes();
    }

    private String name() {
        return secure ? "__Host-session" : "session";
    }

    private String attributes() {
        return "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }
}
