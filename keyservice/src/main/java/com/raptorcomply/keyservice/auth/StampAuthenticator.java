package com.raptorcomply.keyservice.auth;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.keyservice.stamp.StampVerdict;
import com.raptorcomply.keyservice.stamp.StampVerifier;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Authenticates requests that came through a gateway by the stamp that the gateway added. */
public final class StampAuthenticator {
    private static final int RETRY_AFTER_SECONDS = 1;

    private final StampKeyCache keys;
    private final StampVerifier verifier;
    private final UserPrincipals users;

    public StampAuthenticator(StampKeyCache keys, UserPrincipals users, InstantSource clock) {
        this.keys = keys;
        this.users = users;
        this.verifier = new StampVerifier(Stamp.AUDIENCE_KEYSERVICE, keys::known, clock);
    }

    /**
     * Returns the caller of a stamped request; empty without a stamp. It fails with 401 for a bad stamp, with 503 if
     * the gateway's key is unknown and cannot be read.
     */
    public Future<Optional<Principal>> caller(HttpServerRequest request) {
        List<String> stamps = request.headers().getAll(Stamp.HEADER);
        if (stamps.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        if (stamps.size() > 1) {
            return Future.failedFuture(refused("malformed").exception());
        }
        String stamp = stamps.get(0);
        return verdict(stamp).compose(this::accept).map(Optional::of);
    }

    private Future<StampVerdict> verdict(String stamp) {
        StampVerdict first = verifier.verify(stamp);
        if (first instanceof StampVerdict.UnknownKey) {
            return keys.refresh().map(refreshed -> verifier.verify(stamp));
        }
        return Future.succeededFuture(first);
    }

    private Future<Principal> accept(StampVerdict verdict) {
        if (verdict instanceof StampVerdict.Valid valid) {
            return caller(valid.stamp());
        }
        if (verdict instanceof StampVerdict.Invalid invalid) {
            return Future.failedFuture(refused(invalid.reason().label()).exception());
        }
        return Future.failedFuture(
                Problem.retryable(ErrorCode.DEPENDENCY_UNAVAILABLE, "The gateway is not known yet", RETRY_AFTER_SECONDS)
                        .exception());
    }

    private Future<Principal> caller(Stamp stamp) {
        UUID owner = stamp.ownerUserId();
        List<List<String>> restrictions =
                stamp.restrictions().stream().map(Stamp.Restriction::operations).toList();
        if (owner != null) {
            return users.caller(stamp.organizationId(), owner, Actor.key(stamp.keyId(), stamp.keyName()), restrictions);
        }
        return Future.succeededFuture(Principal.organizationKey(
                stamp.organizationId(), stamp.organizationName(), key(stamp), stamp.permissions(), restrictions));
    }

    /**
     * Returns the key as actor even when it acts as a user. The stamp holds the permissions that both have, and the log
     * names both.
     */
    private static Actor key(Stamp stamp) {
        Actor key = Actor.key(stamp.keyId(), stamp.keyName());
        Stamp.Actor user = stamp.actor();
        return user == null ? key : key.actingAs(Actor.user(user.userId(), user.name()));
    }

    /** Returns a 401 that the gateway can tell from one about a key, by its challenge. */
    private static Problem refused(String reason) {
        return Problem.of(ErrorCode.STAMP_INVALID, "Invalid stamp")
                .withHeader("WWW-Authenticate", "TenantStamp error=\"" + reason + "\"");
    }
}
