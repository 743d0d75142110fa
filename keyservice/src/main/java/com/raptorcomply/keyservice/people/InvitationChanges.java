package com.raptorcomply.keyservice.people;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.access.Access;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.access.Permissions;
import com.raptorcomply.keyservice.access.UserRole;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.activity.Author;
import com.raptorcomply.keyservice.activity.Entry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invites people, and takes invitations back. */
final class InvitationChanges {
    private static final String RESOURCE = "invitation";

    private final Pool pool;

    InvitationChanges(Pool pool) {
        this.pool = pool;
    }

    /** An invitation and its token, which is shown this once. */
    record Issued(Invitation invitation, OneTimeToken token) {}

    Future<Issued> invite(Caller caller, Author author, UUID organizationId, String email, UserRole role) {
        Access.require(caller, Permissions.INVITATIONS_CREATE, organizationId);
        ManagedRole.requireMayAssign(caller, role, organizationId);
        return pool.withTransaction(connection -> issue(connection, author, organizationId, null, email, role));
    }

    /** Lets a user who was just made choose a password. */
    static Future<Issued> issue(SqlConnection connection, Author author, User user) {
        return issue(connection, author, user.organizationId(), user.id(), user.email(), user.role());
    }

    /** Voids the old link and gives a new one. */
    Future<Issued> resend(Caller caller, Author author, UUID id) {
        OneTimeToken token = OneTimeToken.random();
        return pool.withTransaction(connection -> require(connection, caller, Permissions.INVITATIONS_UPDATE, id)
                .compose(invitation -> Invitations.renew(connection, id, token)
                        .compose(renewed -> log(connection, author, invitation, "resend", new JsonObject()))
                        .compose(logged -> Invitations.find(connection, id, null))
                        .map(found -> new Issued(found.orElseThrow(), token))));
    }

    Future<Void> cancel(Caller caller, Author author, UUID id) {
        return pool.withTransaction(connection -> require(connection, caller, Permissions.INVITATIONS_DELETE, id)
                .compose(invitation -> Invitations.setStatus(connection, id, "cancelled")
                        .compose(cancelled -> log(connection, author, invitation, "cancel", new JsonObject()))));
    }

    static Future<Issued> issue(
            SqlConnection connection,
            Author author,
            UUID organizationId,
            @Nullable UUID userId,
            String email,
            UserRole role) {
        OneTimeToken token = OneTimeToken.random();
        return Invitations.insert(
                        connection,
                        organizationId,
                        userId,
                        email,
                        role,
                        token,
                        author.actor().name())
                .compose(id -> Invitations.find(connection, id, null))
                .map(Problem::orNotFound)
                .compose(made ->
                        log(connection, author, made, "create", made.toJson()).map(new Issued(made, token)));
    }

    /** One that the caller may manage and that has not been accepted or cancelled. */
    private static Future<Invitation> require(SqlConnection connection, Caller caller, String permission, UUID id) {
        Access.require(caller, permission, caller.organizationId());
        return Invitations.findForUpdate(connection, id, Access.reach(caller)).map(found -> {
            Invitation invitation = Problem.orNotFound(found);
            ManagedRole.requireMayManage(caller, invitation.role(), invitation.organizationId());
            if (invitation.status().equals("accepted") || invitation.status().equals("cancelled")) {
                throw Problem.of(ErrorCode.STATE_CONFLICT, "The invitation is " + invitation.status())
                        .exception();
            }
            return invitation;
        });
    }

    static Future<Void> log(
            SqlConnection connection, Author author, Invitation invitation, String action, JsonObject changes) {
        Entry entry = new Entry(
                invitation.organizationId(), action, RESOURCE, invitation.id().toString(), changes);
        return ActivityLog.append(connection, author, entry);
    }
}
