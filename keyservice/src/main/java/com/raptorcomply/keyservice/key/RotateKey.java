package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.KeyScope;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
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
 * Adds a second secret to a key, so that its user can switch without a failed request. The id, name, permissions and
 * history stay. The old secret stays valid until it is revoked or its overlap ends.
 */
public final class RotateKey {
    /** The largest number of live secrets of one key. */
    static final int LIVE_MAX = 2;

    private final Pool pool;
    private final SecretGenerator generator;
    private final InstantSource clock;

    public RotateKey(Pool pool, SecretGenerator generator, InstantSource clock) {
        this.pool = pool;
        this.generator = generator;
        this.clock = clock;
    }

    /** Fails with 404 or 403 if the caller may not rotate this key; called before the body is read. */
    public Future<Void> requireMayRotate(Principal caller, UUID id) {
        return KeyRepository.find(pool, AccessRules.visibleKeys(caller), id)
                .map(Problem::orNotFound)
                .map(key -> {
                    requireMayRotate(caller, key);
                    return null;
                });
    }

    private static void requireMayRotate(Principal caller, ApiKey key) {
        AccessRules.requireMayRotate(caller, key.permissions(), key.organizationId(), key.ownerUserId());
    }

    /**
     * @param overlap the time that the old secret lives on after the new one's first use; empty: until it is revoked
     */
    public Future<CreatedKey> rotate(
            Principal caller, ActivityContext author, UUID id, Optional<Duration> overlap, Idempotency idempotency) {
        return pool.withTransaction(connection -> idempotency
                .claim(connection)
                .compose(claimed -> KeyRepository.findForUpdate(connection, AccessRules.visibleKeys(caller), id))
                .compose(found -> {
                    ApiKey key = Problem.orNotFound(found);
                    requireMayRotate(caller, key);
                    return DelegationRules.requireToHold(connection, caller, key.terms())
                            .compose(held -> addSecret(connection, author, key, overlap, idempotency));
                }));
    }

    /** Rotates the calling key itself. */
    public Future<CreatedKey> rotateSelf(
            Principal caller, ActivityContext author, Optional<Duration> overlap, Idempotency idempotency) {
        AccessRules.require(caller, Permissions.API_KEYS_ROTATE_SELF, caller.organizationId());
        UUID id = Optional.ofNullable(caller.keyId())
                .orElseThrow(() -> Problem.notFound().exception());
        KeyScope own = new KeyScope.Organization(caller.organizationId());
        return pool.withTransaction(connection -> idempotency
                .claim(connection)
                .compose(claimed -> KeyRepository.findForUpdate(connection, own, id))
                .compose(found -> addSecret(connection, author, Problem.orNotFound(found), overlap, idempotency)));
    }

    private Future<CreatedKey> addSecret(
            SqlConnection connection,
            ActivityContext author,
            ApiKey key,
            Optional<Duration> overlap,
            Idempotency idempotency) {
        Instant now = clock.instant();
        requireActive(key, now);
        NewKey secret = generator.next();
        return KeyRepository.secrets(connection, key.id())
                .compose(secrets -> {
                    requireRoom(secrets, now);
                    Long seconds = overlap.map(Duration::toSeconds).orElse(null);
                    return KeyRepository.insertSecret(connection, key.id(), secret, seconds);
                })
                .compose(inserted -> CreateKey.show(connection, key.id(), secret))
                .compose(created -> CreateKey.keep(connection, idempotency, created, now)
                        .compose(kept -> KeyActivity.rotated(connection, author, key, secret.secretId()))
                        .compose(told -> CreateKey.log(connection, secret))
                        .map(created));
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
