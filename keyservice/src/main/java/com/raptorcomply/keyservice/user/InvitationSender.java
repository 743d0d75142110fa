package com.raptorcomply.keyservice.user;

import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sender of an invitation, who is accountable for it. The link is valid only while the sender could still send it.
 * Otherwise a demoted admin could come back by a link of their own, or an attacker by a link that a leaked key created.
 *
 * @param userId the user; null for an organization key
 * @param keyId the key that was used; null in a session; both are null for the operator, whose links end by time alone
 */
record InvitationSender(@Nullable UUID userId, @Nullable UUID keyId) {
    static final InvitationSender OPERATOR = new InvitationSender(null, null);

    /** The columns that {@link #mayStillInvite} reads; i is the invitation. */
    static final String COLUMNS = "i.inviter_user_id, i.inviter_key_id, v.role AS inviter_role,"
            + " v.organization_id AS inviter_organization_id,"
            + " coalesce(v.status = 'active' AND w.status = 'active', false) AS inviter_active,"
            + " k.role AS inviter_key_role, k.permissions AS inviter_permissions,"
            + " k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()) AS inviter_key_live,"
            + " EXISTS (SELECT FROM restriction r WHERE r.user_id = i.inviter_user_id OR r.key_id = i.inviter_key_id)"
            + " AS inviter_restricted";

    static final String JOINS = " LEFT JOIN app_user v ON v.id = i.inviter_user_id"
            + " LEFT JOIN organization w ON w.id = v.organization_id"
            + " LEFT JOIN api_key k ON k.id = i.inviter_key_id";

    private static final String LOCK_USER = "SELECT FROM app_user WHERE id = $1 FOR SHARE";
    private static final String LOCK_KEY = "SELECT FROM api_key WHERE id = $1 FOR SHARE";

    static InvitationSender of(Principal caller) {
        return new InvitationSender(caller.userId(), caller.keyId());
    }

    static InvitationSender of(Row row) {
        return new InvitationSender(row.getUUID("inviter_user_id"), row.getUUID("inviter_key_id"));
    }

    /** Locks the sender's rights until the transaction ends. */
    Future<Void> lock(SqlConnection connection) {
        return connection
                .preparedQuery(LOCK_USER)
                .execute(Tuple.of(userId))
                .compose(user -> connection.preparedQuery(LOCK_KEY).execute(Tuple.of(keyId)))
                .mapEmpty();
    }

    /** Returns true if the sender of this row's invitation could still invite a user with this role. */
    static boolean mayStillInvite(Row row, UserRole role, UUID organizationId) {
        InvitationSender inviter = of(row);
        if (inviter.equals(OPERATOR)) {
            return true;
        }
        if (!row.getBoolean("inviter_key_live")) {
            return false;
        }
        if (inviter.userId != null) {
            return row.getBoolean("inviter_active")
                    && RoleAssignmentRules.mayInvite(user(row, inviter.userId), role, organizationId);
        }
        return RoleAssignmentRules.mayInvite(key(row, inviter.keyId, organizationId), role, organizationId);
    }

    private static Principal user(Row row, UUID userId) {
        UserRole held = UserRole.of(row.getString("inviter_role")).orElseThrow();
        boolean restricted = row.getBoolean("inviter_restricted") && held != UserRole.PLATFORM_ADMIN;
        UUID home = row.getUUID("inviter_organization_id");
        return Principal.person(
                home,
                "",
                Actor.user(userId, ""),
                held,
                held.permissions(),
                null,
                restricted ? List.of(List.of()) : List.of());
    }

    /** Returns the principal of the sending organization key, which invites into its own organization only. */
    private static Principal key(Row row, @Nullable UUID keyId, UUID organizationId) {
        String[] chosen = row.getArrayOfStrings("inviter_permissions");
        boolean isSuper = KeyRole.ORG_SUPER.label().equals(row.getString("inviter_key_role"));
        Collection<String> all = isSuper ? KeyRole.ORG_SUPER.permissions() : List.of();
        return Principal.organizationKey(
                organizationId,
                "",
                new Actor(Actor.Kind.KEY, keyId, ""),
                chosen == null ? all : List.of(chosen),
                row.getBoolean("inviter_restricted") ? List.of(List.of()) : List.of());
    }
}
