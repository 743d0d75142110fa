package com.raptorcomply.keyservice.people;

import com.raptorcomply.chassis.input.Timestamps;
import com.raptorcomply.keyservice.access.UserRole;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A person.
 *
 * @param status {@code active}, {@code disabled} or {@code deleted}
 * @param canSignIn whether they have set a password yet
 */
public record User(
        UUID id,
        UUID organizationId,
        String email,
        String name,
        UserRole role,
        String status,
        boolean canSignIn,
        OffsetDateTime createdAt,
        OffsetDateTime updatedAt) {
    static final String ACTIVE = "active";
    static final String DISABLED = "disabled";
    static final String DELETED = "deleted";

    static final String COLUMNS =
            "id, organization_id, email, name, role, status, password_hash IS NOT NULL AS can_sign_in, created_at, updated_at";

    static User of(Row row) {
        return new User(
                row.getUUID("id"),
                row.getUUID("organization_id"),
                row.getString("email"),
                row.getString("name"),
                UserRole.of(row.getString("role")).orElseThrow(),
                row.getString("status"),
                row.getBoolean("can_sign_in"),
                row.getOffsetDateTime("created_at"),
                row.getOffsetDateTime("updated_at"));
    }

    /** As the API shows it. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("id", id.toString())
                .put("organizationId", organizationId.toString())
                .put("email", email)
                .put("name", name)
                .put("role", role.label())
                .put("status", status)
                .put("canSignIn", canSignIn)
                .put("createdAt", Timestamps.text(createdAt))
                .put("updatedAt", Timestamps.text(updatedAt));
    }
}
