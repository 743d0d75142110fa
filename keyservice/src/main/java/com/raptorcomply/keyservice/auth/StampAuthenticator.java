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
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Callers who came through a gateway, known from the stamp that it put on their request. */
public final class StampAuthenticator {
    private static final int RETRY_AFTER_SECONDS = 1;

    private final StampKeyCache keys;
    private final StampVerifier verifier;
    private final UserPrincipals persons;

    public StampAuthenticator(StampKeyCache keys, UserPrincipals persons, InstantSource clock) {
        this.keys = keys;
        this.persons = persons;
        this.verifier = new StampVerifier(Stamp.AUDIENCE_KEYSERVICE, keys::known, clock);
    }

    /** The caller of a stamped request, empty without a stamp, 401 for a bad one, 503 if its gateway is not known. */
    public Future<Optional<Principal>> caller(HttpServerRequest request) {
        List<String> stamps = request.headers().getAll(Stamp.HEADER);
        if (stamps.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        if (stamps.size() > 1) {
            return Future.failedFuture(refused("malformed").exception());
        }
        String stamp = stamps.get(0);
        return verdict(stamp).compose(this::believe).map(Optional::of);
    }

    private Future<StampVerdict> verdict(String stamp) {
        StampVerdict first = verifier.verify(stamp);
        if (first instanceof StampVerdict.UnknownKey) {
            return keys.refresh().map(refreshed -> verifier.verify(stamp));
        }
        return Future.succeededFuture(first);
    }

    private Future<Principal> believe(StampVerdict verdict) {
        if (verdict instanceof StampVerdict.Valid valid) {
            return caller(valid.stamp());
        }
        if (verdict instanceof StampVerdict.Invalid invalid) {
            return Future.failedFuture(
                    refused(invalid.reason().name().toLowerCase(Locale.ROOT)).exception());
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
            return persons.caller(
                    stamp.organizationId(), owner, Actor.key(stamp.keyId(), stamp.keyName()), restrictions);
        }
        return Future.succeededFuture(Principal.organizationKey(
                stamp.organizationId(), stamp.organizationName(), key(stamp), stamp.permissions(), restrictions));
    }

    /** A key that acts as a user stays the caller: the stamp's permissions are what both hold, and the log names both. */
    private static Actor key(Stamp stamp) {
        Actor key = Actor.key(stamp.keyId(), stamp.keyName());
        Stamp.Actor user = stamp.actor();
        return user == null ? key : key.actingAs(Actor.user(user.userId(), user.name()));
    }

    /** The gateway tells this 401 from one that is about a key. */
    private static Problem refused(String reason) {
        return Problem.of(ErrorCode.STAMP_INVALID, "Invalid stamp")
                .withHeader("WWW-Authenticate", "TenantStamp error=\"" + reason + "\"");
    }
}
