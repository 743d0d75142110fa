package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.access.Access;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.access.Permissions;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.revocation.ChangeLog;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes keys and secrets away, for good. A second time changes nothing and answers as the first. */
public final class KeyRevocation {
    private static final String FIRST =
            "SELECT min(sequence) AS sequence FROM change_log WHERE subject_kind = $1 AND subject_id = $2"
                    + " AND logged_at >= $3";

    private final Pool pool;

    public KeyRevocation(Pool pool) {
        this.pool = pool;
    }

    /** What was revoked, when, and where that stands in the one order. */
    public record Revoked(Subject subject, Instant at, long sequence) {}

    /** Revokes a key with all of its secrets. */
    public Future<Revoked> revokeKey(Caller caller, UUID id) {
        return pool.withTransaction(connection -> require(connection, caller, id)
                .compose(key -> KeyStore.revoke(connection, id, caller.actor())
                        .compose(at -> logged(connection, Subject.key(id), at, key.history()))));
    }

    /** Revokes one secret of a key, be it the last one. */
    public Future<Revoked> revokeSecret(Caller caller, UUID id, String secretId) {
        return pool.withTransaction(connection -> require(connection, caller, id)
                .compose(key -> KeyStore.secrets(connection, id))
                .map(secrets -> secrets.stream()
                        .filter(secret -> secret.id().equals(secretId))
                        .findFirst()
                        .orElseThrow(() -> Problem.notFound().exception()))
                .compose(secret -> KeyStore.revokeSecret(connection, id, secretId)
                        .compose(at -> logged(
                                connection, Subject.secret(secretId), at, Optional.ofNullable(secret.revokedAt())))));
    }

    private static Future<ApiKey> require(SqlConnection connection, Caller caller, UUID id) {
        return KeyStore.findForUpdate(connection, Access.visibleKeys(caller), id)
                .map(found -> {
                    ApiKey key = found.orElseThrow(() -> Problem.notFound().exception());
                    Access.requireMayChange(
                            caller, Permissions.API_KEYS_REVOKE, key.organizationId(), key.ownerUserId());
                    return key;
                });
    }

    private static Future<Revoked> logged(
            SqlConnection connection, Subject subject, Optional<Instant> now, ApiKey.History history) {
        return logged(
                connection, subject, now, Optional.ofNullable(history.revoked()).map(ApiKey.Revoked::at));
    }

    private static Future<Revoked> logged(
            SqlConnection connection, Subject subject, Optional<Instant> now, Optional<Instant> before) {
        if (now.isEmpty()) {
            Instant first = before.orElseThrow();
            return first(connection, subject, first).map(sequence -> new Revoked(subject, first, sequence));
        }
        return ChangeLog.append(connection, List.of(subject))
                .map(sequence -> new Revoked(subject, now.get(), sequence));
    }

    private static Future<Long> first(SqlClient client, Subject subject, Instant at) {
        Tuple values = Tuple.of(
                subject.kind().wireName(), subject.id(), com.raptorcomply.keyservice.input.Timestamps.bound(at));
        return client.preparedQuery(FIRST)
                .execute(values)
                .map(rows -> rows.iterator().next().getLong("sequence"));
    }
}
