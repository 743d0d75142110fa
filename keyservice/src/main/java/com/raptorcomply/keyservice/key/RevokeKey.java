package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.notice.NoticeType;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.revocation.Receipts;
import com.raptorcomply.keyservice.revocation.Revocation;
import com.raptorcomply.keyservice.revocation.Revocations;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Revokes keys and secrets for good. A repeated revocation changes nothing, returns the first one's receipt and waits
 * for it too.
 */
public final class RevokeKey {
    static final String KEY_REVOKED = "key revoked";
    static final String SECRET_REVOKED = "secret revoked";

    private final Pool pool;
    private final Revocations revocations;

    public RevokeKey(Pool pool, Revocations revocations) {
        this.pool = pool;
        this.revocations = revocations;
    }

    /**
     * Revokes a key with all of its secrets.
     *
     * @param wait the longest wait for all gateways; the receipt is pending if that was too short
     */
    public Future<Receipt> revokeKey(
            Principal caller, ActivityContext author, UUID id, IfMatch condition, Duration wait) {
        return pool.withTransaction(connection -> require(connection, caller, id, condition)
                        .compose(key -> KeyRepository.revoke(connection, id, caller.actor())
                                .compose(at -> receipt(connection, author, key, id, Subject.key(id), at))))
                .compose(receipt -> revocations.effective(receipt, wait));
    }

    /** Revokes the keys of a user that is being deleted. The receipt of the deletion covers them. */
    public static Future<Void> revokeOwned(SqlConnection connection, UUID organizationId, UUID owner, Actor by) {
        return KeyRepository.revokeOwned(connection, organizationId, owner, by)
                .compose(ids -> KeyRepository.all(connection, ids))
                .compose(keys -> KeyDeadlines.record(
                        connection,
                        keys.stream()
                                .map(key -> KeyNotice.of(NoticeType.KEY_REVOKED, key, by))
                                .toList()));
    }

    /** Revokes one secret of a key, even the last one. */
    public Future<Receipt> revokeSecret(
            Principal caller, ActivityContext author, UUID id, String secretId, IfMatch condition, Duration wait) {
        return pool.withTransaction(connection -> require(connection, caller, id, condition)
                        .compose(key -> requireSecret(connection, id, secretId)
                                .compose(known -> KeyRepository.revokeSecret(connection, id, secretId))
                                .compose(at -> receipt(
                                        connection, author, key, UUID.randomUUID(), Subject.secret(secretId), at))))
                .compose(receipt -> revocations.effective(receipt, wait));
    }

    /**
     * Revokes a locked key in the name of the system, with a receipt. Nothing changes, and there is no receipt, if it was
     * revoked before.
     */
    static Future<Optional<Receipt>> revoke(SqlConnection connection, ActivityContext author, ApiKey key) {
        return KeyRepository.revoke(connection, key.id(), author.actor())
                .compose(at -> at.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : receipt(connection, author, key, key.id(), Subject.key(key.id()), at)
                                .map(Optional::of));
    }

    private static Future<ApiKey> require(SqlConnection connection, Principal caller, UUID id, IfMatch condition) {
        return KeyRepository.findForUpdate(connection, AccessRules.visibleKeys(caller), id)
                .map(found -> {
                    ApiKey key = Problem.orNotFound(found);
                    AccessRules.requireMayChange(
                            caller, Permissions.API_KEYS_REVOKE, key.organizationId(), key.ownerUserId());
                    return key;
                })
                .compose(key -> KeyETag.require(connection, key, condition).map(key));
    }

    private static Future<KeySecret> requireSecret(SqlConnection connection, UUID id, String secretId) {
        return KeyRepository.secrets(connection, id).map(secrets -> secrets.stream()
                .filter(secret -> secret.id().equals(secretId))
                .findFirst()
                .orElseThrow(() -> Problem.notFound().exception()));
    }

    private static Future<Receipt> receipt(
            SqlConnection connection,
            ActivityContext author,
            ApiKey key,
            UUID id,
            Subject subject,
            Optional<Instant> now) {
        String action = subject.kind() == Subject.Kind.KEY ? KEY_REVOKED : SECRET_REVOKED;
        if (now.isEmpty()) {
            return Receipts.firstOf(connection, subject, action)
                    .compose(own -> own.map(Future::succeededFuture).orElseGet(() -> ofOwner(connection, key)));
        }
        Future<Void> logged = subject.kind() == Subject.Kind.KEY
                ? KeyActivity.revoked(connection, author, key)
                : KeyActivity.secretRevoked(connection, author, key, subject.id());
        return logged.compose(done -> Receipts.open(
                connection,
                new Revocation(id, subject, key.organizationId(), key.id(), now.get(), action, author.requester())));
    }

    /** Returns the receipt of the owner's deletion, the last receipt of a user. */
    private static Future<Receipt> ofOwner(SqlConnection connection, ApiKey key) {
        UUID owner = Objects.requireNonNull(key.ownerUserId());
        return Receipts.latestOf(connection, Subject.user(owner)).map(Optional::orElseThrow);
    }
}
