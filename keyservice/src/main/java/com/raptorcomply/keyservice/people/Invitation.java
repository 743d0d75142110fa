package com.raptorcomply.keyservice.people;

import com.raptorcomply.chassis.input.Timestamps;
import com.raptorcomply.keyservice.access.UserRole;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A one-time link for somebody.
 *
 * @param userId the user who chooses a password by it; null if it makes a new user
 * @param userName that user's name; null if it makes a new user
 * @param role that the user has now, or that the new user gets
 * @param status {@code pending}, {@code expired}, {@code accepted} or {@code cancelled}
 */
public record Invitation(
        UUID id,
        UUID organizationId,
        String organizationName,
        @Nullable UUID userId,
        @Nullable String userName,
        String email,
        UserRole role,
        String status,
        String createdBy,
        OffsetDateTime createdAt,
        OffsetDateTime expiresAt) {
    static final String PENDING = "pending";

    static final String COLUMNS = "i.id, i.organization_id, o.name AS organization_name, i.user_id,"
            + " (SELECT u.name FROM app_user u WHERE u.id = i.user_id) AS user_name, i.email,"
            + " coalesce((SELECT u.role FROM app_user u WHERE u.id = i.user_id), i.role) AS role,"
            + " CASE WHEN i.status = 'pending' AND i.expires_at <= now() THEN 'expired' ELSE i.status END AS status,"
            + " i.created_by_name, i.created_at, i.expires_at";

    static Invitation of(Row row) {
        return new Invitation(
                row.getUUID("id"),
                row.getUUID("organization_id"),
                row.getString("organization_name"),
                row.getUUID("user_id"),
                row.getString("user_name"),
                row.getString("email"),
                UserRole.of(row.getString("role")).orElseThrow(),
                row.getString("status"),
                row.getString("created_by_name"),
                row.getOffsetDateTime("created_at"),
                row.getOffsetDateTime("expires_at"));
    }

    /** As the API shows it; never its token. */
    JsonObject toJson() {
        return new JsonObject()
                .put("id", id.toString())
                .put("organizationId", organizationId.toString())
                .put("organizationName", organizationName)
                .put("userId", userId == null ? null : userId.toString())
                .put("email", email)
                .put("role", role.label())
                .put("status", status)
                .put("createdBy", createdBy)
                .put("createdAt", Timestamps.text(createdAt))
                .put("expiresAt", Timestamps.text(expiresAt));
    }
}
