package com.raptorcomply.keyservice.signin.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * A cookie of RFC 6265bis that scripts cannot read. Where it is sent over TLS only, it has the name prefix
 * {@code __Host-}, under which other hosts of the domain cannot set it.
 */
public final class HostCookie {
    private final String name;
    private final CookieSameSite sameSite;
    private final boolean secure;

    private HostCookie(String name, CookieSameSite sameSite, boolean secure) {
        this.name = secure ? "__Host-" + name : name;
        this.sameSite = sameSite;
        this.secure = secure;
    }

    /** Not sent with anything that another site's page has begun. */
    public static HostCookie strict(String name, boolean secure) {
        return new HostCookie(name, CookieSameSite.STRICT, secure);
    }

    /** Sent when another site's page leads to ours, and with nothing else that it does. */
    public static HostCookie lax(String name, boolean secure) {
        return new HostCookie(name, CookieSameSite.LAX, secure);
    }

    /** Its value, if the request brings it. */
    public Optional<String> read(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(name)).map(Cookie::getValue);
    }

    /** Lives as long as the browser runs. */
    Cookie issue(String value) {
        return Cookie.cookie(name, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(sameSite);
    }

    /** Is forgotten by the browser after a while; whole seconds. */
    public Cookie issue(String value, Duration lifetime) {
        return issue(value).setMaxAge(lifetime.toSeconds());
    }

    /** Makes the browser forget it. */
    Cookie clear() {
        return issue("", Duration.ZERO);
    }
}
