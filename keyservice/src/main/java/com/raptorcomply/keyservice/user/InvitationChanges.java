package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.activity.ActivityAction;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.activity.ActivityEntry;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.user.Invitations.Terms;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates, resends and cancels invitations. */
public final class InvitationChanges {
    private static final String RESOURCE = "invitation";

    private final Pool pool;

    InvitationChanges(Pool pool) {
        this.pool = pool;
    }

    /** An invitation with its token, which only this response shows. */
    public record Issued(Invitation invitation, OneTimeToken token) {}

    /** Invites a new user, or creates the link for a member who has no password yet. */
    public Future<Issued> invite(Principal caller, ActivityContext author, JsonFields fields, Idempotency idempotency) {
        requireMayInvite(caller);
        UUID organizationId = AccessRules.organization(caller, fields.optionalUuid("organizationId"));
        String email = UserAttributes.email(fields);
        UserRole role = UserAttributes.role(fields);
        fields.requireValid();
        AccessRules.require(caller, Permissions.INVITATIONS_CREATE, organizationId);
        RoleAssignmentRules.requireMayAssign(caller, role, organizationId);
        return pool.withTransaction(connection -> idempotency
                .claim(connection)
                .compose(claimed -> Organizations.lock(connection, organizationId))
                .compose(locked -> Users.findByAddress(connection, organizationId, email))
                .compose(member -> issue(
                        connection,
                        author,
                        new Terms(
                                organizationId,
                                member.map(user -> requireUnlinked(user, role)).orElse(null),
                                email,
                                role,
                                InvitationSender.of(caller),
                                author.actor().name())))
                .compose(issued -> keep(connection, idempotency, issued)));
    }

    /** Returns the id of the invitation that the same request has made before. */
    public Future<UUID> before(Idempotency idempotency) {
        return idempotency.firstId(pool);
    }

    /** Requires that the caller may invite users at all; called before the body is read. */
    static void requireMayInvite(Principal caller) {
        AccessRules.require(caller, Permissions.INVITATIONS_CREATE, caller.organizationId());
        RoleAssignmentRules.requireMayAssign(caller, UserRole.USER, caller.organizationId());
    }

    /** Creates the invitation by which a new user chooses a password. */
    static Future<Issued> issue(SqlConnection connection, ActivityContext author, InvitationSender inviter, User user) {
        return issue(
                connection,
                author,
                new Terms(
                        user.organizationId(),
                        user.id(),
                        user.email(),
                        user.role(),
                        inviter,
                        author.actor().name()));
    }

    /** Replaces the link. The caller becomes the sender, who is accountable for it. */
    public Future<Issued> resend(Principal caller, ActivityContext author, UUID id, Idempotency idempotency) {
        OneTimeToken token = OneTimeToken.random();
        return pool.withTransaction(connection -> idempotency
                .claim(connection)
                .compose(claimed -> require(connection, caller, Permissions.INVITATIONS_UPDATE, id))
                .compose(invitation -> requireActive(connection, invitation))
                .compose(invitation -> Invitations.renew(connection, id, token, InvitationSender.of(caller))
                        .compose(
                                renewed -> log(connection, author, invitation, ActivityAction.RESEND, new JsonObject()))
                        .compose(logged -> Invitations.find(connection, id, null))
                        .map(found -> new Issued(found.orElseThrow(), token)))
                .compose(issued -> keep(connection, idempotency, issued)));
    }

    /** Stores the response without the token, because the token is shown once. */
    private static Future<Issued> keep(SqlConnection connection, Idempotency idempotency, Issued issued) {
        Invitation invitation = issued.invitation();
        return idempotency
                .store(connection, invitation.path(), invitation.toJson())
                .map(issued);
    }

    /** Voids the link. It fails with 403 or 404 if the caller may not. */
    public Future<Void> cancel(Principal caller, ActivityContext author, UUID id) {
        return pool.withTransaction(connection -> require(connection, caller, Permissions.INVITATIONS_DELETE, id)
                .compose(invitation -> Invitations.setStatus(connection, id, Invitation.CANCELLED)
                        .compose(cancelled ->
                                log(connection, author, invitation, ActivityAction.CANCEL, new JsonObject()))));
    }

    static Future<Issued> issue(SqlConnection connection, ActivityContext author, Terms terms) {
        OneTimeToken token = OneTimeToken.random();
        return Invitations.insert(connection, terms, token)
                .compose(id -> Invitations.find(connection, id, null))
                .map(Problem::orNotFound)
                .compose(made -> log(connection, author, made, ActivityAction.CREATE, made.toJson())
                        .map(new Issued(made, token)));
    }

    /**
     * Requires that the member has the invitation's role and no password yet, because a member's link sets a missing
     * password and does nothing else.
     */
    private static UUID requireUnlinked(User member, UserRole role) {
        if (member.canSignIn() || !member.status().equals(User.ACTIVE) || member.role() != role) {
            throw Problem.of(
                            ErrorCode.ALREADY_EXISTS,
                            "This person is in the organization already, as "
                                    + member.role().label() + ", " + member.status())
                    .withField("email")
                    .exception();
        }
        return member.id();
    }

    private static Future<Invitation> requireActive(SqlConnection connection, Invitation invitation) {
        UUID userId = invitation.userId();
        return userId == null
                ? Future.succeededFuture(invitation)
                : Users.find(connection, userId, null).map(found -> {
                    if (found.filter(user -> user.status().equals(User.ACTIVE)).isEmpty()) {
                        throw Problem.of(ErrorCode.STATE_CONFLICT, "The person is disabled: enable them first")
                                .exception();
                    }
                    return invitation;
                });
    }

    /** Returns an open invitation that the caller may manage, and locks its organization. */
    private static Future<Invitation> require(SqlConnection connection, Principal caller, String permission, UUID id) {
        AccessRules.require(caller, permission, caller.organizationId());
        @Nullable UUID within = AccessRules.reach(caller);
        return Invitations.find(connection, id, within)
                .map(Problem::orNotFound)
                .compose(found -> Organizations.lock(connection, found.organizationId()))
                .compose(locked -> Invitations.find(connection, id, within))
                .map(found -> {
                    Invitation invitation = Problem.orNotFound(found);
                    RoleAssignmentRules.requireMayManage(caller, invitation.role(), invitation.organizationId());
                    if (!List.of(Invitation.PENDING, Invitation.EXPIRED).contains(invitation.status())) {
                        throw Problem.of(ErrorCode.STATE_CONFLICT, "The invitation is " + invitation.status())
                                .exception();
                    }
                    return invitation;
                });
    }

    static Future<Void> log(
            SqlConnection connection,
            ActivityContext author,
            Invitation invitation,
            ActivityAction action,
            JsonObject changes) {
        ActivityEntry entry = new ActivityEntry(
                invitation.organizationId(), action, RESOURCE, invitation.id().toString(), changes);
        return ActivityLog.append(connection, author, entry);
    }
}
