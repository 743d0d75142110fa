package com.raptorcomply.keyservice.signin.oidc;

import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.signin.session.BrowserSignIn;
import com.raptorcomply.keyservice.signin.session.HostCookie;
import com.raptorcomply.keyservice.signin.session.SessionStart;
import com.raptorcomply.keyservice.signin.session.SessionToken;
import com.raptorcomply.keyservice.signin.session.SignInSource;
import com.raptorcomply.keyservice.signin.session.SignInSourceReader;
import com.raptorcomply.keyservice.signin.totp.SecondFactors;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Completes the sign-in of a browser that has returned from the provider and lacks the code of the second factor. */
public final class ProviderSecondStep {
    private final ProviderSignIn signIn;
    private final SessionStart start;
    private final SignInSourceReader sources;
    private final HostCookie cookie;
    private final InstantSource clock;

    ProviderSecondStep(
            ProviderSignIn signIn,
            SessionStart start,
            SignInSourceReader sources,
            HostCookie cookie,
            InstantSource clock) {
        this.signIn = signIn;
        this.start = start;
        this.sources = sources;
        this.cookie = cookie;
        this.clock = clock;
    }

    /** Returns true if the browser has begun to sign in with the provider, a moment ago. */
    public boolean isBegun(HttpServerRequest request) {
        return secret(request).isPresent();
    }

    /** Returns the new session; fails with 401 if the code is wrong or no sign-in waits for it. */
    public Future<BrowserSignIn.Outcome> code(HttpServerRequest request, JsonFields fields) {
        SignInSource source = sources.of(request);
        return session(request, fields, source).map(token -> {
            List<Cookie> cookies = new ArrayList<>(start.cookies(token, source));
            cookies.add(cookie.clear());
            return new BrowserSignIn.Outcome(Optional.of(token), cookies);
        });
    }

    /** Returns the new session; fails like {@link #code}. */
    Future<SessionToken> session(HttpServerRequest request, JsonFields fields, SignInSource source) {
        BrowserSecret secret = secret(request).orElseThrow(ProviderSignIn::notInProgress);
        String code = fields.text("code", SecondFactors.CODE_LENGTH_MAX);
        fields.requireValid();
        return signIn.complete(secret, code, source);
    }

    Optional<BrowserSecret> secret(HttpServerRequest request) {
        return cookie.read(request).flatMap(value -> BrowserSecret.parse(value, clock.instant()));
    }
}
