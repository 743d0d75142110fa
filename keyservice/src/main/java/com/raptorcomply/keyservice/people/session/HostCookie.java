package com.raptorcomply.keyservice.people.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * A cookie of RFC 6265bis that scripts cannot read. Where it is sent over TLS only, it has the name prefix
 * {@code __Host-}, under which other hosts of the domain cannot set it.
 */
public final class HostCookie {
    private final String name;
    private final String attributes;

    private HostCookie(String name, String sameSite, boolean secure) {
        this.name = secure ? "__Host-" + name : name;
        this.attributes = "; Path=/; HttpOnly; SameSite=" + sameSite + (secure ? "; Secure" : "");
    }

    /** Not sent with anything that another site's page has begun. */
    public static HostCookie strict(String name, boolean secure) {
        return new HostCookie(name, "Strict", secure);
    }

    /** Sent when another site's page leads to ours, and with nothing else that it does. */
    public static HostCookie lax(String name, boolean secure) {
        return new HostCookie(name, "Lax", secure);
    }

    /** Its value, if the request brings it. */
    public Optional<String> read(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(name)).map(Cookie::getValue);
    }

    /** The value of {@code Set-Cookie} for one that lives as long as the browser runs. */
    String issue(String value) {
        return name + "=" + value + attributes;
    }

    /** The value of {@code Set-Cookie} for one that the browser forgets after a while; whole seconds. */
    public String issue(String value, Duration lifetime) {
        return name + "=" + value + "; Max-Age=" + lifetime.toSeconds() + attributes;
    }

    /** The value of {@code Set-Cookie} that makes the browser forget it. */
    String clear() {
        return issue("", Duration.ZERO);
    }
}
