package com.raptorcomply.resources.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.keyservice.stamp.StampVerdict;
import com.raptorcomply.keyservice.stamp.StampVerdict.Invalid;
import com.raptorcomply.keyservice.stamp.StampVerdict.UnknownKey;
import com.raptorcomply.keyservice.stamp.StampVerdict.Valid;
import com.raptorcomply.keyservice.stamp.StampVerifier;
import com.raptorcomply.resources.keyservice.KeyServiceClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Verifies stamps and turns them into tenants. A gateway sends the same stamp for up to half a minute, so a verified
 * one is cached by its whole text until it expires, because checking an Ed25519 signature costs more than the rest of a
 * read. Any thread.
 */
public final class StampAuthenticator {
    private static final int REMEMBERED_MAX = 10_000;

    /** The characters for which a stamp counts once in the cache. A stamp with many places is far larger than most. */
    private static final int CHARS_EACH = 2_048;

    private static final int RETRY_AFTER_SECONDS = 1;

    private final StampKeyCache keys;
    private final StampVerifier verifier;
    private final InstantSource clock;
    private final Cache<String, Tenant> remembered;

    /** Verifies stamps of the gateways whose keys the key service publishes. */
    public StampAuthenticator(Vertx vertx, KeyServiceClient keyService, InstantSource clock) {
        this(vertx, keyService, clock, REMEMBERED_MAX);
    }

    /** @param rememberedMax cached stamps of usual size */
    StampAuthenticator(Vertx vertx, KeyServiceClient keyService, InstantSource clock, int rememberedMax) {
        this.keys = new StampKeyCache(
                new JwksClient(keyService)::fetch,
                time -> vertx.timer(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS),
                System::nanoTime);
        this.verifier = new StampVerifier(Stamp.AUDIENCE_RESOURCES, keys::find, clock);
        this.clock = clock;
        this.remembered = Caffeine.newBuilder()
                .maximumWeight(rememberedMax)
                .weigher((String text, Tenant tenant) -> 1 + text.length() / CHARS_EACH)
                .expireAfterWrite(Duration.ofSeconds(Stamp.LIFE_SECONDS_MAX + 2 * StampVerifier.LEEWAY_SECONDS))
                .executor(Runnable::run)
                .build();
    }

    /**
     * Returns the caller that the stamp names; fails with 401 for an invalid stamp, with 503 if it cannot be verified
     * now.
     */
    public Future<Tenant> of(String text) {
        Tenant known = remembered.getIfPresent(text);
        if (known != null && !ended(known.stamp())) {
            return Future.succeededFuture(known);
        }
        keys.keepFresh();
        StampVerdict verdict = verifier.verify(text);
        return verdict instanceof UnknownKey ? afterRefresh(text) : settle(text, verdict);
    }

    /** Creates a 401 in the form that the gateway recognizes. Its client, whose key is valid, does not see it. */
    static Problem refused(String error) {
        return Problem.of(ErrorCode.STAMP_INVALID, "A valid tenant stamp is needed: requests come through the gateway")
                .withHeader("WWW-Authenticate", "TenantStamp error=\"" + error + "\"");
    }

    /** Returns the approximate number of cached stamps. */
    long size() {
        remembered.cleanUp();
        return remembered.estimatedSize();
    }

    private Future<Tenant> afterRefresh(String text) {
        return keys.refresh()
                .recover(failure -> Future.failedFuture(unclear().exception()))
                .compose(fetched -> settle(text, verifier.verify(text)));
    }

    private Future<Tenant> settle(String text, StampVerdict verdict) {
        if (verdict instanceof Valid valid) {
            Tenant tenant = new Tenant(valid.stamp());
            remembered.put(text, tenant);
            return Future.succeededFuture(tenant);
        }
        String error = verdict instanceof Invalid invalid ? invalid.reason().label() : "unknown_key";
        return Future.failedFuture(refused(error).exception());
    }

    private boolean ended(Stamp stamp) {
        return stamp.expiresAtSeconds() <= clock.instant().getEpochSecond() - StampVerifier.LEEWAY_SECONDS;
    }

    private static Problem unclear() {
        return Problem.retryable(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "The caller cannot be verified now. Please try again later.",
                RETRY_AFTER_SECONDS);
    }
}
