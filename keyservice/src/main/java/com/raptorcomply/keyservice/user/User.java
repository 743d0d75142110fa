package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A person.
 *
 * @param status {@code active}, {@code disabled} or {@code deleted}
 * @param canSignIn whether they have set a password yet
 * @param addressClaimed whether they have shown that the address is theirs, by a link or by the sign-in provider
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

    /** As the API shows it. */
    /** Where it is read. */
    String path() {
        return "/users/" + id;
    }

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
