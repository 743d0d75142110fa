package com.raptorcomply.keyservice.signin.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * A cookie (RFC 6265bis) that scripts cannot read. If it is sent over TLS only, its name has the prefix {@code
 * __Host-}, so other hosts of the domain cannot set it.
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

    /** Creates a cookie that browsers send with no request that another site starts. */
    public static HostCookie strict(String name, boolean secure) {
        return new HostCookie(name, CookieSameSite.STRICT, secure);
    }

    /**
     * Creates a cookie that browsers send when a link of another site leads here, but with no other request of that
     * site.
     */
    public static HostCookie lax(String name, boolean secure) {
        return new HostCookie(name, CookieSameSite.LAX, secure);
    }

    /** Returns the cookie's value, if the request has it. */
    public Optional<String> read(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(name)).map(Cookie::getValue);
    }

    /** Sets a cookie that lasts until the browser closes. */
    Cookie issue(String value) {
        return Cookie.cookie(name, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(sameSite);
    }

    /** Sets a cookie with a lifetime, in whole seconds. */
    public Cookie issue(String value, Duration lifetime) {
        return issue(value).setMaxAge(lifetime.toSeconds());
    }

    /** Makes the browser delete the cookie. */
    public Cookie clear() {
        return issue("", Duration.ZERO);
    }
}
