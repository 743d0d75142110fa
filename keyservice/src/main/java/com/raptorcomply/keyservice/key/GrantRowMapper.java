package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.client.grant.GrantConstraints;
import com.raptorcomply.keyservice.client.grant.Restriction;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Maps the columns of a key to the parts of a grant. It also reads {@code owner_role} and {@code restrictions}, which
 * cover the key and its owner.
 */
public final class GrantRowMapper {
    private GrantRowMapper() {}

    /** Returns the permissions that the key holds now. */
    public static Set<String> permissions(Row row) {
        UUID owner = row.getUUID("owner_user_id");
        PermissionSource rights = KeyRowMapper.rights(row, owner);
        return rights.permissions(owner == null ? null : KeyRowMapper.userRole(row.getString("owner_role")));
    }

    /** Returns the permissions of a user with this role. */
    public static Set<String> permissionsOfRole(String label) {
        return KeyRowMapper.userRole(label).permissions();
    }

    /** Returns the constraints of the grant. */
    public static GrantConstraints bounds(Row row) {
        return GrantConstraints.of(
                restrictions(row.getJsonArray("restrictions")),
                KeyRowMapper.cidrs(row),
                KeyRowMapper.rateLimit(row.getJsonObject("rate_limit")));
    }

    private static List<Restriction> restrictions(@Nullable JsonArray array) {
        return array == null
                ? List.of()
                : array.stream().map(each -> restriction((JsonObject) each)).toList();
    }

    private static Restriction restriction(JsonObject json) {
        return new Restriction(
                uuids(json, "facilities"),
                uuids(json, "controlCenters"),
                uuids(json, "cyberSystems"),
                texts(json, "operations").collect(Collectors.toSet()));
    }

    private static Set<UUID> uuids(JsonObject json, String name) {
        return texts(json, name).map(UUID::fromString).collect(Collectors.toSet());
    }

    private static Stream<String> texts(JsonObject json, String name) {
        return json.getJsonArray(name).stream().map(String.class::cast);
    }
}
