package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.chassis.http.ClientAddressResolver;
import com.raptorcomply.chassis.http.ClientNetwork;
import com.raptorcomply.chassis.http.RequestId;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the source of a request to sign in. Immutable. */
public final class SignInSourceReader {
    /** The time without a sign-in after which a device is unknown again. */
    static final Duration KNOWN = Duration.ofDays(90);

    private static final int USER_AGENT_CHARACTERS_MAX = 256;

    private final ClientAddressResolver clients;
    private final HostCookie cookie;

    SignInSourceReader(ClientAddressResolver clients, boolean secureCookie) {
        this.clients = clients;
        this.cookie = HostCookie.lax("device", secureCookie);
    }

    /** Returns the source of this request. A browser without a device cookie gets one once it has signed in. */
    public SignInSource of(HttpServerRequest request) {
        Device device = cookie.read(request).flatMap(Device::parse).orElseGet(Device::random);
        return new SignInSource(
                ClientNetwork.of(clients.address(request)).text(), device, userAgent(request), RequestId.of(request));
    }

    /** Returns the cookie that identifies the device next time. */
    Cookie cookie(SignInSource origin) {
        return cookie.issue(origin.device().reveal(), KNOWN);
    }

    private static @Nullable String userAgent(HttpServerRequest request) {
        @Nullable String sent = request.getHeader(HttpHeaders.USER_AGENT);
        return sent == null || sent.length() <= USER_AGENT_CHARACTERS_MAX
                ? sent
                : sent.substring(0, USER_AGENT_CHARACTERS_MAX);
    }
}
