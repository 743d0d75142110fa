package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs the SQL statements on restrictions. */
final class RestrictionStore {
    private static final String COLUMNS = "id, organization_id, key_id, user_id, facilities, control_centers,"
            + " cyber_systems, operations, created_at, created_by_kind, created_by_id, created_by_name, updated_at";
    private static final String LIST = "SELECT " + COLUMNS + " FROM restriction WHERE organization_id = $1"
            + " AND ($2::uuid IS NULL OR key_id = $2) AND ($3::uuid IS NULL OR user_id = $3) ORDER BY created_at, id";
    private static final String FIND =
            "SELECT " + COLUMNS + " FROM restriction WHERE id = $1 AND ($2::uuid IS NULL OR organization_id = $2)";
    private static final String INSERT = """
            INSERT INTO restriction (id, organization_id, key_id, user_id, facilities, control_centers, cyber_systems, \
            operations, created_by_kind, created_by_id, created_by_name) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING\s""" + COLUMNS;
    private static final String UPDATE = """
            UPDATE restriction SET facilities = $2, control_centers = $3, cyber_systems = $4, operations = $5, \
            updated_at = now() WHERE id = $1 RETURNING\s""" + COLUMNS;
    private static final String DELETE = "DELETE FROM restriction WHERE id = $1";
    private static final String DELETE_OF_KEY = "DELETE FROM restriction WHERE key_id = $1";
    private static final String LOCK_KEY = "SELECT organization_id FROM api_key WHERE id = $1 FOR UPDATE";
    private static final String LOCK_USER =
            "SELECT organization_id FROM app_user WHERE id = $1 AND status <> 'deleted' FOR UPDATE";

    private static final String FIND_KEY = "SELECT organization_id FROM api_key WHERE id = $1";
    private static final String FIND_USER =
            "SELECT organization_id FROM app_user WHERE id = $1 AND status <> 'deleted'";

    private RestrictionStore() {}

    /** Lists an organization's restrictions, oldest first; only those of the key or user if one is given. */
    static Future<List<Restriction>> list(
            SqlClient client, UUID organizationId, @Nullable UUID keyId, @Nullable UUID userId) {
        return client.preparedQuery(LIST)
                .execute(Tuple.of(organizationId, keyId, userId))
                .map(RowReader.all(RestrictionStore::restriction));
    }

    /** @param organizationId the only organization to search; null: all */
    static Future<Optional<Restriction>> find(SqlClient client, UUID id, @Nullable UUID organizationId) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(id, organizationId))
                .map(RowReader.first(RestrictionStore::restriction));
    }

    static Future<Restriction> insert(
            SqlClient client,
            UUID organizationId,
            @Nullable UUID keyId,
            @Nullable UUID userId,
            RestrictionScope limits,
            Actor by) {
        Tuple values = limits(Tuple.of(UUID.randomUUID(), organizationId, keyId, userId), limits)
                .addString(by.kind().label())
                .addUUID(by.id())
                .addString(by.name());
        return client.preparedQuery(INSERT)
                .execute(values)
                .map(RowReader.first(RestrictionStore::restriction))
                .map(Optional::orElseThrow);
    }

    static Future<Restriction> update(SqlClient client, UUID id, RestrictionScope limits) {
        return client.preparedQuery(UPDATE)
                .execute(limits(Tuple.of(id), limits))
                .map(RowReader.first(RestrictionStore::restriction))
                .map(Optional::orElseThrow);
    }

    static Future<Void> delete(SqlClient client, UUID id) {
        return client.preparedQuery(DELETE).execute(Tuple.of(id)).mapEmpty();
    }

    static Future<Void> deleteOfKey(SqlClient client, UUID keyId) {
        return client.preparedQuery(DELETE_OF_KEY).execute(Tuple.of(keyId)).mapEmpty();
    }

    /** Returns the key's organization and locks the key until the transaction ends. */
    static Future<Optional<UUID>> lockKey(SqlClient client, UUID keyId) {
        return organization(client, LOCK_KEY, keyId);
    }

    /** Returns the user's organization and locks the user until the transaction ends. */
    static Future<Optional<UUID>> lockUser(SqlClient client, UUID userId) {
        return organization(client, LOCK_USER, userId);
    }

    /** Returns the organization of a key. */
    static Future<Optional<UUID>> organizationOfKey(SqlClient client, UUID keyId) {
        return organization(client, FIND_KEY, keyId);
    }

    /** Returns the organization of a user. */
    static Future<Optional<UUID>> organizationOf(SqlClient client, UUID userId) {
        return organization(client, FIND_USER, userId);
    }

    private static Future<Optional<UUID>> organization(SqlClient client, String sql, UUID id) {
        return client.preparedQuery(sql).execute(Tuple.of(id)).map(RowReader.first(row -> row.getUUID(0)));
    }

    private static Tuple limits(Tuple values, RestrictionScope limits) {
        return values.addArrayOfUUID(limits.facilities().toArray(UUID[]::new))
                .addArrayOfUUID(limits.controlCenters().toArray(UUID[]::new))
                .addArrayOfUUID(limits.cyberSystems().toArray(UUID[]::new))
                .addArrayOfString(limits.operations().toArray(String[]::new));
    }

    private static Restriction restriction(Row row) {
        return new Restriction(
                row.getUUID("id"),
                row.getUUID("organization_id"),
                row.getUUID("key_id"),
                row.getUUID("user_id"),
                new RestrictionScope(
                        List.of(row.getArrayOfUUIDs("facilities")),
                        List.of(row.getArrayOfUUIDs("control_centers")),
                        List.of(row.getArrayOfUUIDs("cyber_systems")),
                        List.of(row.getArrayOfStrings("operations"))),
                new Actor(
                        Actor.Kind.of(row.getString("created_by_kind")),
                        row.getUUID("created_by_id"),
                        row.getString("created_by_name")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
