package com.raptorcomply.gateway.auth;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.gateway.InMemoryKeyService;
import com.raptorcomply.gateway.keyservice.HttpKeyVerifier;
import com.raptorcomply.gateway.stamp.StampIssuer;
import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.protocol.ClockReading;
import com.raptorcomply.keyservice.client.protocol.Fence;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import com.raptorcomply.keyservice.client.protocol.LeaseTerms;
import com.raptorcomply.keyservice.client.protocol.Message;
import com.raptorcomply.keyservice.stamp.StampSigner;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Test fixture: a {@link KeyAuthenticator} over a real session and a key service on a real socket. Tests move the
 * clocks.
 */
final class AuthenticatorFixture implements BeforeEachCallback, AfterEachCallback {
    static final long TERM_MILLIS = 5_000;
    private static final String SESSION = "session-1";
    private static final int CHANGES_MAX = 100;

    private final VerificationConfig verification;
    private @Nullable Parts parts;
    private long nanos = 1_000_000_000;
    private long wallMillis = 1_000_000;
    private long applied = 1;

    private record Parts(
            Vertx vertx,
            InMemoryKeyService keyService,
            GatewaySession session,
            GrantCache grants,
            KeyAuthenticator authenticator) {}

    AuthenticatorFixture() {
        this(new VerificationConfig(8, 100, 1_000, 3, Duration.ofSeconds(5)));
    }

    AuthenticatorFixture(VerificationConfig verification) {
        this.verification = verification;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        Vertx vertx = Vertx.vertx();
        InMemoryKeyService keyService = new InMemoryKeyService(vertx);
        DualClock clock = new DualClock() {
            @Override
            public long monotonicNanos() {
                return nanos;
            }

            @Override
            public long wallMillis() {
                return wallMillis;
            }
        };
        GrantCache grants = new GrantCache(new CacheConfig(1_000, 100, 100, Duration.ofSeconds(5)), clock);
        Fence fence = new Fence(grants, CHANGES_MAX);
        GatewaySession session = new GatewaySession(fence);
        HttpKeyVerifier http = new HttpKeyVerifier(
                vertx.createHttpClient(),
                List.of(URI.create(keyService.url())),
                Secret.of(InMemoryKeyService.CREDENTIAL),
                verification.timeout().toMillis());
        KeyAuthenticator authenticator =
                new KeyAuthenticator(vertx, new LeaseView(session, fence), grants, http, clock, verification);
        parts = new Parts(vertx, keyService, session, grants, authenticator);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        Await.result(parts().vertx().close());
    }

    static StampIssuer stamps(int most) {
        return stamps(most, DualClock.SYSTEM);
    }

    static StampIssuer stamps(int most, DualClock clock) {
        return new StampIssuer(
                StampSigner.create(new SecureRandom())::mintAscii,
                "gateway-1",
                List.of(List.of("resources")),
                most,
                clock);
    }

    /** Joins, which gives the first lease. */
    void join() {
        join(InMemoryKeyService.EPOCH);
    }

    /** Joins with another epoch than the one of the verification results. */
    void join(String epoch) {
        parts().session().join(SESSION, "gateway-1", 0, null, new ClockReading(nanos, wallMillis));
        parts().session()
                .receive(new Message.Joined(
                        SESSION,
                        epoch,
                        applied,
                        LeaseTerms.of(TERM_MILLIS, 0),
                        keyService().tagKeys(),
                        1));
    }

    /** Renews the lease, with no change that the gateway lacks. */
    void renew() {
        Message.Renew sent =
                parts().session().renew(new ClockReading(nanos, wallMillis)).orElseThrow();
        parts().session()
                .receive(new Message.Renewed(
                        SESSION, sent.request(), InMemoryKeyService.EPOCH, applied, List.of(), 1, 0));
    }

    /** Applies a change; later verification results include it. */
    void change(Subject subject) {
        applied++;
        keyService().advanceTo(applied);
        parts().session()
                .receive(new Message.Changed(SESSION, InMemoryKeyService.EPOCH, List.of(new Change(applied, subject))));
    }

    void pass(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
        wallMillis += millis;
    }

    void jumpWallClock(long millis) {
        wallMillis += millis;
    }

    InMemoryKeyService keyService() {
        return parts().keyService();
    }

    @Nullable
    Decision lookup(String key) {
        return lookup(key, null);
    }

    @Nullable
    Decision lookup(String key, @Nullable UUID actsAs) {
        return parts().authenticator().lookup(InMemoryKeyService.wellformed(key), actsAs);
    }

    Future<Decision> start(String key) {
        return start(key, null);
    }

    Future<Decision> start(String key, @Nullable UUID actsAs) {
        return parts().authenticator().verify(InMemoryKeyService.wellformed(key), actsAs);
    }

    /** Returns the organization of a cached key, as refusal traces use it. */
    @Nullable
    UUID organizationOf(String key) {
        return parts().authenticator().organizationOf(InMemoryKeyService.wellformed(key));
    }

    Decision verify(String key) throws Exception {
        return Await.result(start(key));
    }

    PresentedKey.Wellformed parsed(String key) {
        return InMemoryKeyService.wellformed(key);
    }

    private Parts parts() {
        if (parts == null) {
            throw new IllegalStateException("Not set up yet");
        }
        return parts;
    }
}
