package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A user.
 *
 * @param status {@code active}, {@code disabled} or {@code deleted}
 * @param canSignIn true once the user has set a password
 * @param addressClaimed true once the user has proven the address, by a link or through the sign-in provider
 */
public record User(
        UUID id,
        UUID organizationId,
        String organizationName,
        String email,
        String name,
        UserRole role,
        String status,
        boolean canSignIn,
        boolean addressClaimed,
        OffsetDateTime createdAt,
        OffsetDateTime updatedAt) {
    static final String ACTIVE = "active";
    static final String DISABLED = "disabled";
    static final String DELETED = "deleted";

    static final String COLUMNS = "id, organization_id, email, name, role, status, created_at, updated_at,"
            + " password_hash IS NOT NULL AS can_sign_in, address_claimed,"
            + " (SELECT o.name FROM organization o WHERE o.id = organization_id) AS organization_name";

    static User of(Row row) {
        return new User(
                row.getUUID("id"),
                row.getUUID("organization_id"),
                row.getString("organization_name"),
                row.getString("email"),
                row.getString("name"),
                UserRole.of(row.getString("role")).orElseThrow(),
                row.getString("status"),
                row.getBoolean("can_sign_in"),
                row.getBoolean("address_claimed"),
                row.getOffsetDateTime("created_at"),
                row.getOffsetDateTime("updated_at"));
    }

    /** Returns the path of the user. */
    String path() {
        return "/users/" + id;
    }

    /** Returns the user as the API shows it. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("id", id.toString())
                .put("organizationId", organizationId.toString())
                .put("organizationName", organizationName)
                .put("email", email)
                .put("name", name)
                .put("role", role.label())
                .put("status", status)
                .put("canSignIn", canSignIn)
                .put("createdAt", Timestamps.text(createdAt))
                .put("updatedAt", Timestamps.text(updatedAt));
    }
}
