package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.access.Access;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.access.KeyScope;
import com.raptorcomply.keyservice.access.Permissions;
import com.raptorcomply.keyservice.activity.Author;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives a key a second secret, so that its user can change over without a failed call. Id, name, permissions and history
 * stay; the old secret stays good until it is revoked or its overlap ends.
 */
public final class Rotation {
    /** Live secrets of one key. */
    static final int LIVE_MAX = 2;

    private final Pool pool;
    private final SecretMint mint;
    private final InstantSource clock;

    public Rotation(Pool pool, SecretMint mint, InstantSource clock) {
        this.pool = pool;
        this.mint = mint;
        this.clock = clock;
    }

    /** Decides whether the caller may rotate this key at all, before the body is read: 404 or 403 if not. */
    public Future<Void> requireMayRotate(Caller caller, UUID id) {
        return KeyStore.find(pool, Access.visibleKeys(caller), id)
                .map(Problem::orNotFound)
                .map(key -> {
                    requireMayRotate(caller, key);
                    return null;
                });
    }

    private static void requireMayRotate(Caller caller, ApiKey key) {
        Access.requireMayRotate(caller, key.permissions(), key.organizationId(), key.ownerUserId());
    }

    /** @param overlap how long the old secret lives after the new one's first use; empty: until it is revoked */
    public Future<Minted> rotate(
            Caller caller, Author author, UUID id, Optional<Duration> overlap, Idempotency idempotency) {
        return pool.withTransaction(connection -> idempotency
                .claim(connection)
                .compose(claimed -> KeyStore.findForUpdate(connection, Access.visibleKeys(caller), id))
                .compose(found -> {
                    ApiKey key = Problem.orNotFound(found);
                    requireMayRotate(caller, key);
                    return OwnTerms.requireToHold(connection, caller, key.terms())
                            .compose(held -> addSecret(connection, author, key, overlap, idempotency));
                }));
    }

    /** The key that calls rotates itself. */
    public Future<Minted> rotateSelf(
            Caller caller, Author author, Optional<Duration> overlap, Idempotency idempotency) {
        Access.require(caller, Permissions.API_KEYS_ROTATE_SELF, caller.organizationId());
        UUID id = Optional.ofNullable(caller.keyId())
                .orElseThrow(() -> Problem.notFound().exception());
        KeyScope own = new KeyScope.Organization(caller.organizationId());
        return pool.withTransaction(connection -> idempotency
                .claim(connection)
                .compose(claimed -> KeyStore.findForUpdate(connection, own, id))
                .compose(found -> addSecret(connection, author, Problem.orNotFound(found), overlap, idempotency)));
    }

    private Future<Minted> addSecret(
            SqlConnection connection, Author author, ApiKey key, Optional<Duration> overlap, Idempotency idempotency) {
        Instant now = clock.instant();
        requireActive(key, now);
        NewKey secret = mint.next();
        return KeyStore.secrets(connection, key.id())
                .compose(secrets -> {
                    requireRoom(secrets, now);
                    Long seconds = overlap.map(Duration::toSeconds).orElse(null);
                    return KeyStore.insertSecret(connection, key.id(), secret, seconds);
                })
                .compose(inserted -> Minting.show(connection, key.id(), secret))
                .compose(minted -> Minting.keep(connection, idempotency, minted, now)
                        .compose(kept -> KeyActivity.rotated(connection, author, key, secret.secretId()))
                        .compose(told -> Minting.log(connection, secret))
                        .map(minted));
    }

    private static void requireActive(ApiKey key, Instant now) {
        switch (key.status(now)) {
            case ACTIVE -> {}
            case EXPIRED ->
                throw Problem.of(
                                ErrorCode.STATE_CONFLICT,
                                "The key is expired: give it a later expiresAt first (PATCH), which makes its secrets"
                                        + " good again, or make a new one")
                        .exception();
            case REVOKED ->
                throw Problem.of(ErrorCode.STATE_CONFLICT, "The key is revoked, which is final: make a new one")
                        .exception();
        }
    }

    private static void requireRoom(List<KeySecret> secrets, Instant now) {
        if (secrets.stream().filter(secret -> secret.isLive(now)).count() >= LIVE_MAX) {
            throw Problem.of(ErrorCode.LIMIT_REACHED, "The key has two live secrets: revoke one of them first")
                    .exception();
        }
    }
}
