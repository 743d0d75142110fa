package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invitation with a one-time link.
 *
 * @param userId the existing user who chooses a password by it; null if it creates a user
 * @param userName the name of that user; null if it creates a user
 * @param role the existing user's role, or the role of the new user
 * @param status {@code pending}, {@code expired}, {@code accepted} or {@code cancelled}; expired means not acceptable
 * now but resendable: its time is over, its sender may no longer send it, or its user is disabled
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
        InvitationSender inviter,
        OffsetDateTime createdAt,
        OffsetDateTime expiresAt) {
    static final String PENDING = "pending";

    static final String EXPIRED = "expired";
    static final String CANCELLED = "cancelled";

    /**
     * The columns; i is the invitation, o its organization, u the existing user. Needs {@link InvitationSender#JOINS}.
     */
    static final String COLUMNS =
            "i.id, i.organization_id, o.name AS organization_name, i.user_id, u.name AS user_name,"
                    + " i.email, coalesce(u.role, i.role) AS role, i.status, i.created_by_name, i.created_at, i.expires_at,"
                    + " i.expires_at > now() AND (u.id IS NULL OR u.status = 'active') AS open, "
                    + InvitationSender.COLUMNS;

    static Invitation of(Row row) {
        UserRole role = UserRole.of(row.getString("role")).orElseThrow();
        UUID organizationId = row.getUUID("organization_id");
        boolean lapsed = row.getString("status").equals(PENDING)
                && !(row.getBoolean("open") && InvitationSender.mayStillInvite(row, role, organizationId));
        return new Invitation(
                row.getUUID("id"),
                organizationId,
                row.getString("organization_name"),
                row.getUUID("user_id"),
                row.getString("user_name"),
                row.getString("email"),
                role,
                lapsed ? EXPIRED : row.getString("status"),
                row.getString("created_by_name"),
                InvitationSender.of(row),
                row.getOffsetDateTime("created_at"),
                row.getOffsetDateTime("expires_at"));
    }

    /** Returns the path of the invitation. */
    String path() {
        return "/invitations/" + id;
    }

    /** Returns the invitation as the API shows it, never with its token. */
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
