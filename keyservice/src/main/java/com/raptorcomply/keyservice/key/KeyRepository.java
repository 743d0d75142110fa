package com.raptorcomply.keyservice.key;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.KeyScope;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Runs the SQL statements on keys and secrets. Each method makes one round trip on the given connection. */
final class KeyRepository {
    private static final String FROM_KEYS = " FROM api_key k LEFT JOIN app_user u ON u.id = k.owner_user_id ";
    private static final String FIND = "SELECT " + KeyRowMapper.KEY_COLUMNS + FROM_KEYS + "WHERE k.id = $1"
            + " AND ($2::uuid IS NULL OR k.organization_id = $2) AND ($3::uuid IS NULL OR k.owner_user_id = $3)";
    private static final String SECRETS = "SELECT " + KeyRowMapper.SECRET_COLUMNS
            + " FROM key_secret s LEFT JOIN secret_usage g ON g.secret_id = s.id"
            + " WHERE s.key_id = $1 ORDER BY s.created_at, s.id";
    private static final String INSERT = """
            INSERT INTO api_key (id, organization_id, kind, owner_user_id, name, role, permissions, allowed_cidrs, \
            rate_limit, expires_at, created_by_kind, created_by_id, created_by_name) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)""";
    private static final String INSERT_SECRET = """
            INSERT INTO key_secret (id, key_id, version, digest, last_four, overlap_seconds) \
            VALUES ($1, $2, $3, $4, $5, $6)""";
    private static final String UPDATE = """
            UPDATE api_key SET name = $2, role = $3, permissions = $4, allowed_cidrs = $5, rate_limit = $6, \
            expires_at = $7, admin_bounds = $8, updated_at = now(), version = version + 1 WHERE id = $1""";
    private static final String REVOKED = """
            UPDATE api_key SET revoked_at = now(), revoked_by_kind = $2, revoked_by_id = $3, revoked_by_name = $4, \
            updated_at = now(), version = version + 1 WHERE revoked_at IS NULL AND\s""";
    private static final String REVOKE = REVOKED + "id = $1 RETURNING revoked_at";
    private static final String REVOKE_OWNED = REVOKED + "owner_user_id = $1 AND organization_id = $5 RETURNING id";
    private static final String REVOKE_SECRET = """
            UPDATE key_secret SET revoked_at = now() WHERE id = $1 AND key_id = $2 AND revoked_at IS NULL \
            RETURNING revoked_at""";

    private static final String LIVE_SECRETS = "SELECT s.key_id, " + KeyRowMapper.SECRET_COLUMNS
            + " FROM key_secret s LEFT JOIN secret_usage g ON g.secret_id = s.id JOIN api_key k ON k.id = s.key_id"
            + " WHERE s.key_id = ANY ($1) AND s.revoked_at IS NULL AND (s.expires_at IS NULL OR s.expires_at > now())"
            + " AND k.revoked_at IS NULL ORDER BY s.created_at, s.id";
    private static final String NAMED_ALIKE = """
            SELECT 1 FROM api_key WHERE organization_id = $1 AND lower(name) COLLATE "C" = lower($2) COLLATE "C" \
            AND id <> $3 AND revoked_at IS NULL LIMIT 1""";

    private KeyRepository() {}

    /** Finds the key, if it is in scope. */
    static Future<Optional<ApiKey>> find(SqlClient client, KeyScope scope, UUID id) {
        return one(client, FIND, scope, id);
    }

    /** Finds the key like {@link #find} and locks its row until the transaction ends. */
    static Future<Optional<ApiKey>> findForUpdate(SqlClient client, KeyScope scope, UUID id) {
        return one(client, FIND + " FOR UPDATE OF k", scope, id);
    }

    /** Returns the secrets, oldest first. */
    static Future<List<KeySecret>> secrets(SqlClient client, UUID keyId) {
        return client.preparedQuery(SECRETS).execute(Tuple.of(keyId)).map(RowReader.all(KeyRowMapper::secret));
    }

    /** Returns the live secrets of these keys, oldest first. Keys without live secrets are left out. */
    static Future<Map<UUID, List<KeySecret>>> liveSecrets(SqlClient client, List<ApiKey> keys) {
        UUID[] ids = keys.stream().map(ApiKey::id).toArray(UUID[]::new);
        return client.preparedQuery(LIVE_SECRETS)
                .execute(Tuple.tuple().addArrayOfUUID(ids))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(groupingBy(row -> row.getUUID("key_id"), mapping(KeyRowMapper::secret, toList()))));
    }

    /** Returns true if another key of the organization, not revoked, has the same name, ignoring case. */
    static Future<Boolean> isNamedAlike(SqlClient client, ApiKey key) {
        return client.preparedQuery(NAMED_ALIKE)
                .execute(Tuple.of(key.organizationId(), key.terms().name(), key.id()))
                .map(rows -> rows.size() > 0);
    }

    static Future<Void> insert(
            SqlClient client, UUID id, UUID organizationId, @Nullable UUID owner, KeyAttributes terms, Actor by) {
        Tuple values = Tuple.of(id, organizationId, owner == null ? "organization" : "user", owner);
        terms(terms, values);
        actor(by, values);
        return client.preparedQuery(INSERT).execute(values).mapEmpty();
    }

    /** Stores the secret's digest, never the secret. */
    static Future<Void> insertSecret(SqlClient client, UUID keyId, NewKey key, @Nullable Long overlapSeconds) {
        Tuple values = Tuple.of(key.secretId(), keyId, String.valueOf(key.version()));
        values.addBuffer(io.vertx.core.buffer.Buffer.buffer(key.digest().toBytes()));
        values.addString(key.lastFour()).addLong(overlapSeconds);
        return client.preparedQuery(INSERT_SECRET).execute(values).mapEmpty();
    }

    static Future<Void> update(SqlClient client, UUID id, KeyAttributes terms, Set<KeyConstraint> adminBounds) {
        Tuple values = Tuple.of(id);
        terms(terms, values);
        values.addArrayOfString(
                adminBounds.stream().map(KeyConstraint::member).sorted().toArray(String[]::new));
        return client.preparedQuery(UPDATE).execute(values).mapEmpty();
    }

    /** Revokes the key and returns the time; empty if it was revoked before. */
    static Future<Optional<Instant>> revoke(SqlClient client, UUID id, Actor by) {
        Tuple values = Tuple.of(id);
        actor(by, values);
        return client.preparedQuery(REVOKE).execute(values).map(RowReader.first(KeyRepository::revokedAt));
    }

    /** Revokes the keys of a user and returns their ids. */
    static Future<List<UUID>> revokeOwned(SqlClient client, UUID organizationId, UUID owner, Actor by) {
        Tuple values = Tuple.of(owner);
        actor(by, values);
        return client.preparedQuery(REVOKE_OWNED)
                .execute(values.addUUID(organizationId))
                .map(RowReader.all(row -> row.getUUID("id")));
    }

    static Future<List<ApiKey>> all(SqlClient client, List<UUID> ids) {
        return ids.isEmpty()
                ? Future.succeededFuture(List.of())
                : client.preparedQuery(select() + "WHERE k.id = ANY ($1)")
                        .execute(Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new)))
                        .map(RowReader.all(KeyRowMapper::key));
    }

    /** Revokes the secret and returns the time; empty if it was revoked before. */
    static Future<Optional<Instant>> revokeSecret(SqlClient client, UUID keyId, String secretId) {
        return client.preparedQuery(REVOKE_SECRET)
                .execute(Tuple.of(secretId, keyId))
                .map(RowReader.first(KeyRepository::revokedAt));
    }

    static String select() {
        return "SELECT " + KeyRowMapper.KEY_COLUMNS + FROM_KEYS;
    }

    /** @param more further columns */
    static String select(String more) {
        return "SELECT " + KeyRowMapper.KEY_COLUMNS + ", " + more + FROM_KEYS;
    }

    private static Future<Optional<ApiKey>> one(SqlClient client, String sql, KeyScope scope, UUID id) {
        return client.preparedQuery(sql)
                .execute(Tuple.of(id, organization(scope), owner(scope)))
                .map(RowReader.first(KeyRowMapper::key));
    }

    private static @Nullable UUID organization(KeyScope scope) {
        if (scope instanceof KeyScope.Organization of) {
            return of.organizationId();
        }
        return scope instanceof KeyScope.Owner of ? of.organizationId() : null;
    }

    private static @Nullable UUID owner(KeyScope scope) {
        return scope instanceof KeyScope.Owner of ? of.userId() : null;
    }

    private static void terms(KeyAttributes terms, Tuple values) {
        KeyRole role = terms.rights().role();
        String[] permissions = terms.rights() instanceof PermissionSource.Chosen chosen
                ? chosen.permissions().toArray(String[]::new)
                : null;
        Instant expiresAt = terms.expiresAt();
        OffsetDateTime expiry = expiresAt == null ? null : Timestamps.bound(expiresAt);
        List<String> cidrs = terms.allowedCidrs();
        values.addString(terms.name())
                .addString(role == null ? null : role.label())
                .addArrayOfString(permissions)
                .addArrayOfString(cidrs.isEmpty() ? null : cidrs.toArray(String[]::new))
                .addValue(KeyRowMapper.json(terms.rateLimit()))
                .addOffsetDateTime(expiry);
    }

    private static void actor(Actor actor, Tuple values) {
        values.addString(actor.kind().label()).addUUID(actor.id()).addString(actor.name());
    }

    private static Instant revokedAt(Row row) {
        return row.getOffsetDateTime("revoked_at").toInstant();
    }
}
