package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.activity.ActivityEntry;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.activity.FieldChanges;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
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
 * Adds, changes and deletes people. Nobody manages somebody who may do more than they do themselves, hands out such a role,
 * or takes their own access away, and no organization loses its last active admin. Another role, and being disabled or
 * deleted, count at every gateway at once; what rested on the former state is withdrawn ({@link OneTimeLinkWithdrawal}). A second time changes nothing, answers with the first one's receipt, and waits like it.
 */
final class UserChanges {
    private static final String RESOURCE = "user";
    private static final String ACTION = "user ";
    /** A list shows so many at most, the newest. */
    static final int RECEIPTS_MAX = 1_000;

    /** Of the invitations that a change has voided, so many are in its entry of the log. */
    private static final int VOIDED_SHOWN_MAX = 100;

    private final Pool pool;
    private final Revocations revocations;

    UserChanges(Pool pool, Revocations revocations) {
        this.pool = pool;
        this.revocations = revocations;
    }

    /**
     * A person as they are now.
     *
     * @param receipt to be waited for; empty if no rights were ever taken
     * @param ofRights whether it was role or status that was to change, so that the receipt is of this
     */
    record Changed(User user, Optional<Receipt> receipt, boolean ofRights) {
        Changed(User user, Optional<Receipt> receipt) {
            this(user, receipt, false);
        }
    }

    /** @param token of the link by which the user chooses a password; shown this once */
    record Made(User user, OneTimeToken token) {}

    /** The user and an invitation by whose link they choose a password. */
    Future<Made> create(
            Principal caller,
            ActivityContext author,
            UUID organizationId,
            UserAttributes terms,
            Idempotency idempotency) {
        AccessRules.require(caller, Permissions.USERS_CREATE, organizationId);
        RoleAssignmentRules.requireMayAssign(caller, terms.role(), organizationId);
        return pool.withTransaction(connection -> idempotency
                .claim(connection)
                .compose(claimed -> Organizations.lock(connection, organizationId))
                .compose(locked -> Users.insert(connection, organizationId, terms))
                .compose(made -> idempotency
                        .store(connection, made.path(), made.toJson())
                        .map(made))
                .compose(made -> log(connection, author, made, "create", made.toJson())
                        .compose(logged ->
                                InvitationChanges.issue(connection, author, InvitationSender.of(caller), made))
                        .map(issued -> new Made(made, issued.token()))));
    }

    Future<Changed> update(Principal caller, ActivityContext author, UUID id, JsonFields fields) {
        return pool.withTransaction(connection -> require(connection, caller, Permissions.USERS_UPDATE, id)
                .compose(before -> {
                    UserAttributes terms = UserAttributes.patch(fields, before);
                    fields.requireValid();
                    requireMayChange(caller, before, terms);
                    return LastAdmin.require(connection, before, terms.role(), terms.status())
                            .compose(others -> Users.update(connection, id, terms))
                            .compose(after -> changed(connection, author, before, after))
                            .map(changed -> new Changed(
                                    changed.user(), changed.receipt(), fields.has("role") || fields.has("status")));
                }));
    }

    /** @return the receipt, pending if the wait was too short */
    Future<Receipt> delete(Principal caller, ActivityContext author, UUID id, Duration wait) {
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

    /** Waits until no gateway can grant the old rights. @return the receipt, pending if the wait was too short */
    Future<Optional<Receipt>> effective(Changed changed, Duration wait) {
        return revocations.effective(changed.receipt(), wait);
    }

    /** A receipt of a person that the caller may see, or may have seen before they were deleted. */
    Future<Optional<Receipt>> receipt(Principal caller, UUID id, UUID receiptId) {
        return Receipts.find(pool, receiptId).map(found -> found.filter(
                        receipt -> receipt.subject().equals(Subject.user(id)))
                .filter(receipt -> AccessRules.holds(caller, Permissions.USERS_READ, receipt.organizationId())));
    }

    /** A person's receipts, newest first; 404 if there is nothing that the caller may see, or may have seen. */
    Future<List<Receipt>> receipts(Principal caller, UUID id) {
        return Receipts.of(pool, Subject.user(id), RECEIPTS_MAX)
                .map(found -> found.stream()
                        .filter(receipt -> AccessRules.holds(caller, Permissions.USERS_READ, receipt.organizationId()))
                        .toList())
                .compose(seen -> seen.isEmpty()
                        ? Users.find(pool, id, AccessRules.reach(caller))
                                .map(Problem::orNotFound)
                                .map(seen)
                        : Future.succeededFuture(seen));
    }

    /** Somebody else whom the caller may change, locked until the transaction ends. */
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
                .compose(voided -> log(
                        connection,
                        author,
                        after,
                        deleted ? "delete" : "update",
                        voided.isEmpty() ? changes : changes.put("invitationsVoided", shown(voided))))
                .compose(logged -> rights
                        ? Receipts.open(connection, revocation(author, before, after))
                                .map(receipt -> new Changed(after, Optional.of(receipt)))
                        : renamed(connection, before, after)
                                .compose(done -> Receipts.latestOf(connection, Subject.user(after.id())))
                                .map(earlier -> new Changed(after, earlier)));
    }

    /** Takes nothing away, but a key that acts as this person bears their name. */
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
            SqlConnection connection, ActivityContext author, User user, String action, JsonObject changes) {
        return ActivityLog.append(
                connection,
                author,
                new ActivityEntry(
                        user.organizationId(), action, RESOURCE, user.id().toString(), changes));
    }
}
