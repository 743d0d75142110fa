package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.activity.ActivityAction;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.activity.ActivityEntry;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.activity.FieldChanges;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.key.RevokeKey;
import com.raptorcomply.keyservice.revocation.ChangeLog;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.revocation.Receipts;
import com.raptorcomply.keyservice.revocation.Revocation;
import com.raptorcomply.keyservice.revocation.Revocations;
import com.raptorcomply.keyservice.user.email.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Creates, changes and deletes users. {@link RoleAssignmentRules} limits the callers. No user removes their own access,
 * and no organization loses its last active admin ({@link LastAdmin}). A new role, a disabled user and a deleted user
 * take effect at every gateway; {@link OneTimeLinkWithdrawal} withdraws what depended on the old state. A repeated
 * change changes nothing, returns the first one's receipt and waits for it too.
 */
public final class UserChanges {
    private static final String RESOURCE = "user";
    private static final String ACTION = "user ";
    /** The largest number of voided invitations in a change's log entry. */
    private static final int VOIDED_SHOWN_MAX = 100;

    private final Pool pool;
    private final Revocations revocations;

    UserChanges(Pool pool, Revocations revocations) {
        this.pool = pool;
        this.revocations = revocations;
    }

    /**
     * A user before and after a change.
     *
     * @param receipt the receipt to wait for; empty if no rights were ever removed
     * @param ofRights true if the change was to the role or status, so that the receipt belongs to it
     */
    public record Changed(User before, User user, Optional<Receipt> receipt, boolean ofRights) {
        Changed(User before, User user, Optional<Receipt> receipt) {
            this(before, user, receipt, false);
        }

        /** Returns true if the user has another role than before. */
        public boolean isOfRole() {
            return before.role() != user.role();
        }
    }

    /** @param invitation the invitation by whose link the user chooses a password; only this response shows its token */
    public record Made(User user, InvitationChanges.Issued invitation) {
        OneTimeToken token() {
            return invitation.token();
        }
    }

    /** Requires that the caller may create users at all; called before the body is read. */
    public static void requireMayCreate(Principal caller) {
        AccessRules.require(caller, Permissions.USERS_CREATE, caller.organizationId());
        RoleAssignmentRules.requireMayAssign(caller, UserRole.USER, caller.organizationId());
    }

    /**
     * Creates the user that the body describes, and an invitation by whose link they choose a password. It fails with 403
     * if the caller may not, with 422 for a faulty body.
     */
    public Future<Made> create(Principal caller, ActivityContext author, JsonFields fields, Idempotency idempotency) {
        requireMayCreate(caller);
        UUID organizationId = AccessRules.organization(caller, fields.optionalUuid("organizationId"));
        UserAttributes terms = UserAttributes.make(fields);
        fields.requireValid();
        AccessRules.require(caller, Permissions.USERS_CREATE, organizationId);
        RoleAssignmentRules.requireMayAssign(caller, terms.role(), organizationId);
        return pool.withTransaction(connection -> idempotency
                .claim(connection)
                .compose(claimed -> Organizations.lock(connection, organizationId))
                .compose(locked -> Users.insert(connection, organizationId, terms))
                .compose(made -> idempotency
                        .store(connection, made.path(), made.toJson())
                        .map(made))
                .compose(made -> log(connection, author, made, ActivityAction.CREATE, made.toJson())
                        .compose(logged ->
                                InvitationChanges.issue(connection, author, InvitationSender.of(caller), made))
                        .map(issued -> new Made(made, issued))));
    }

    /** Returns the id of the user that the same request has made before. */
    public Future<UUID> before(Idempotency idempotency) {
        return idempotency.firstId(pool);
    }

    /** Applies a merge patch (RFC 7396). A patch without effect writes nothing. It fails with 403 or 404 if the caller may not, with 422 for a faulty body. */
    public Future<Changed> update(Principal caller, ActivityContext author, UUID id, JsonFields fields) {
        return pool.withTransaction(connection -> require(connection, caller, Permissions.USERS_UPDATE, id)
                .compose(before -> {
                    UserAttributes terms = UserAttributes.patch(fields, before);
                    fields.requireValid();
                    requireMayChange(caller, before, terms);
                    return LastAdmin.require(connection, before, terms.role(), terms.status())
                            .compose(others -> terms.equals(UserAttributes.of(before))
                                    ? Future.succeededFuture(before)
                                    : Users.update(connection, id, terms))
                            .compose(after -> changed(connection, author, before, after))
                            .map(changed -> new Changed(
                                    before,
                                    changed.user(),
                                    changed.receipt(),
                                    fields.has("role") || fields.has("status")));
                }));
    }

    /** @return the receipt, pending if the wait was too short */
    public Future<Receipt> delete(Principal caller, ActivityContext author, UUID id, Duration wait) {
        return pool.withTransaction(connection -> find(connection, caller, Permissions.USERS_DELETE, id)
                        .compose(found -> found.isPresent()
                                ? delete(connection, caller, author, found.get())
                                : deletedBefore(connection, caller, id)))
                .compose(receipt -> revocations.effective(receipt, wait));
    }

    private static Future<Receipt> delete(
            SqlConnection connection, Principal caller, ActivityContext author, User before) {
        requireNotSelf(caller, before);
        return LastAdmin.require(connection, before, before.role(), User.DELETED)
                .compose(others ->
                        RevokeKey.revokeOwned(connection, before.organizationId(), before.id(), caller.actor()))
                .compose(revoked -> Users.delete(connection, before.id()))
                .compose(after -> changed(connection, author, before, after))
                .map(changed -> changed.receipt().orElseThrow());
    }

    private static Future<Receipt> deletedBefore(SqlConnection connection, Principal caller, UUID id) {
        return Receipts.firstOf(connection, Subject.user(id), ACTION + User.DELETED)
                .map(found -> found.filter(receipt ->
                                AccessRules.holds(caller, Permissions.USERS_DELETE, receipt.organizationId()))
                        .orElseThrow(() -> Problem.notFound().exception()));
    }

    /**
     * Waits until no gateway can grant the old rights.
     *
     * @return the receipt, pending if the wait was too short
     */
    public Future<Optional<Receipt>> effective(Changed changed, Duration wait) {
        return revocations.effective(changed.receipt(), wait);
    }

    /** Returns another user that the caller may change, locked until the transaction ends. */
    static Future<User> requireOther(SqlConnection connection, Principal caller, UUID id) {
        return require(connection, caller, Permissions.USERS_UPDATE, id).map(user -> {
            requireNotSelf(caller, user);
            return user;
        });
    }

    private static Future<User> require(SqlConnection connection, Principal caller, String permission, UUID id) {
        return find(connection, caller, permission, id).map(Problem::orNotFound);
    }

    private static Future<Optional<User>> find(SqlConnection connection, Principal caller, String permission, UUID id) {
        AccessRules.require(caller, permission, caller.organizationId());
        return Organizations.lockOfUser(connection, id)
                .compose(locked -> Users.findForUpdate(connection, id, AccessRules.reach(caller)))
                .map(found -> {
                    found.ifPresent(
                            user -> RoleAssignmentRules.requireMayManage(caller, user.role(), user.organizationId()));
                    return found;
                });
    }

    private static void requireMayChange(Principal caller, User before, UserAttributes terms) {
        if (!EmailAddress.key(terms.email()).equals(EmailAddress.key(before.email()))) {
            RoleAssignmentRules.requireMayChangeSignIn(caller, before);
        }
        boolean otherRole = terms.role() != before.role();
        if (otherRole) {
            RoleAssignmentRules.requireMayAssign(caller, terms.role(), before.organizationId());
        }
        if (otherRole || !terms.status().equals(before.status())) {
            requireNotSelf(caller, before);
        }
    }

    private static void requireNotSelf(Principal caller, User user) {
        if (user.id().equals(caller.userId())) {
            throw Problem.of(ErrorCode.STATE_CONFLICT, "You cannot take your own access away")
                    .exception();
        }
    }

    private static Future<Changed> changed(SqlConnection connection, ActivityContext author, User before, User after) {
        boolean deleted = after.status().equals(User.DELETED);
        JsonObject changes = deleted ? before.toJson() : FieldChanges.between(before.toJson(), after.toJson());
        boolean rights = before.role() != after.role() || !before.status().equals(after.status());
        return OneTimeLinkWithdrawal.after(connection, before, after)
                .compose(voided -> {
                    if (!voided.isEmpty()) {
                        changes.put("invitationsVoided", shown(voided));
                    }
                    return changes.isEmpty()
                            ? Future.succeededFuture()
                            : log(
                                    connection,
                                    author,
                                    after,
                                    deleted ? ActivityAction.DELETE : ActivityAction.UPDATE,
                                    changes);
                })
                .compose(logged -> rights
                        ? Receipts.open(connection, revocation(author, before, after))
                                .map(receipt -> new Changed(before, after, Optional.of(receipt)))
                        : renamed(connection, before, after)
                                .compose(done -> Receipts.latestOf(connection, Subject.user(after.id())))
                                .map(earlier -> new Changed(before, after, earlier)));
    }

    /**
     * Logs the new name as a change, because the grant of a key that acts as this user contains it. It removes no
     * rights.
     */
    private static Future<?> renamed(SqlConnection connection, User before, User after) {
        return before.name().equals(after.name())
                ? Future.succeededFuture()
                : ChangeLog.append(connection, List.of(Subject.user(after.id())));
    }

    private static Revocation revocation(ActivityContext author, User before, User after) {
        String action = before.status().equals(after.status()) ? "user's role changed" : ACTION + after.status();
        return new Revocation(
                UUID.randomUUID(),
                Subject.user(after.id()),
                after.organizationId(),
                null,
                after.updatedAt().toInstant(),
                action,
                author.requester());
    }

    private static JsonArray shown(List<UUID> voided) {
        return new JsonArray(voided.stream()
                .distinct()
                .limit(VOIDED_SHOWN_MAX)
                .map(UUID::toString)
                .toList());
    }

    private static Future<Void> log(
            SqlConnection connection, ActivityContext author, User user, ActivityAction action, JsonObject changes) {
        return ActivityLog.append(
                connection,
                author,
                new ActivityEntry(
                        user.organizationId(), action, RESOURCE, user.id().toString(), changes));
    }
}
