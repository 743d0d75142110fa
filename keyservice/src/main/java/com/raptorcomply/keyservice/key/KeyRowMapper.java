package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps keys and secrets to and from rows. */
final class KeyRowMapper {
    /** The columns that {@link #key} reads; k is api_key, u its owner. */
    static final String KEY_COLUMNS = """
            k.id, k.organization_id, k.owner_user_id, u.role AS owner_role, k.name, k.role, k.permissions, \
            k.allowed_cidrs, k.rate_limit, k.expires_at, k.admin_bounds, k.created_at, k.created_by_kind, k.created_by_id, \
            k.created_by_name, k.updated_at, k.revoked_at, k.revoked_by_kind, k.revoked_by_id, k.revoked_by_name, \
            k.leak_reported_at, (SELECT name FROM organization WHERE id = k.organization_id) AS organization_name, \
            (SELECT max(last_used_at) FROM secret_usage WHERE key_id = k.id) AS last_used_at""";

    /** The columns that {@link #secret} reads; s is key_secret, g its usage. */
    static final String SECRET_COLUMNS = """
            s.id, s.version, s.last_four, s.created_at, s.expires_at, s.revoked_at, s.overlap_seconds, \
            g.last_used_at, g.last_used_from, g.last_user_agent""";

    private KeyRowMapper() {}

    static ApiKey key(Row row) {
        UUID owner = row.getUUID("owner_user_id");
        return new ApiKey(
                row.getUUID("id"),
                row.getUUID("organization_id"),
                row.getString("organization_name"),
                new KeyAttributes(
                        row.getString("name"),
                        rights(row, owner),
                        cidrs(row),
                        rateLimit(row.getJsonObject("rate_limit")),
                        time(row, "expires_at")),
                owner == null ? null : new ApiKey.Owner(owner, userRole(row.getString("owner_role"))),
                Stream.of(row.getArrayOfStrings("admin_bounds"))
                        .map(KeyConstraint::ofMember)
                        .collect(Collectors.toSet()),
                history(row));
    }

    static KeySecret secret(Row row) {
        Long overlapSeconds = row.getLong("overlap_seconds");
        return new KeySecret(
                row.getString("id"),
                row.getString("version").charAt(0),
                row.getString("last_four"),
                Objects.requireNonNull(time(row, "created_at")),
                time(row, "expires_at"),
                time(row, "revoked_at"),
                overlapSeconds == null ? null : Duration.ofSeconds(overlapSeconds),
                new KeySecret.Use(
                        time(row, "last_used_at"), row.getString("last_used_from"), row.getString("last_user_agent")));
    }

    static UserRole userRole(String label) {
        return UserRole.of(label).orElseThrow(() -> new IllegalStateException("no such role: " + label));
    }

    static PermissionSource rights(Row row, @Nullable UUID owner) {
        if (owner != null) {
            return new PermissionSource.OfOwner();
        }
        String[] permissions = row.getArrayOfStrings("permissions");
        if (permissions == null) {
            return new PermissionSource.SuperKey();
        }
        String role = row.getString("role");
        return new PermissionSource.Chosen(
                role == null ? null : KeyRole.of(role).orElseThrow(), Permissions.sorted(List.of(permissions)));
    }

    static List<String> cidrs(Row row) {
        String[] cidrs = row.getArrayOfStrings("allowed_cidrs");
        return cidrs == null ? List.of() : List.of(cidrs);
    }

    static @Nullable RateLimit rateLimit(@Nullable JsonObject json) {
        return json == null
                ? null
                : new RateLimit(json.getLong("requests"), json.getLong("periodMillis"), json.getLong("burst"));
    }

    static @Nullable JsonObject json(@Nullable RateLimit limit) {
        return limit == null
                ? null
                : new JsonObject()
                        .put("requests", limit.requests())
                        .put("periodMillis", limit.periodMillis())
                        .put("burst", limit.burst());
    }

    static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static ApiKey.History history(Row row) {
        Instant revokedAt = time(row, "revoked_at");
        return new ApiKey.History(
                Objects.requireNonNull(time(row, "created_at")),
                actor(row, "created_by"),
                Objects.requireNonNull(time(row, "updated_at")),
                time(row, "last_used_at"),
                time(row, "leak_reported_at"),
                revokedAt == null ? null : new ApiKey.Revoked(revokedAt, actor(row, "revoked_by")));
    }

    private static Actor actor(Row row, String prefix) {
        return new Actor(
                Actor.Kind.of(row.getString(prefix + "_kind")),
                row.getUUID(prefix + "_id"),
                row.getString(prefix + "_name"));
    }
}
