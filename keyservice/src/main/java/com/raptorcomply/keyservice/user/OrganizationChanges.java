package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.http.StrongEntityTag;
import com.raptorcomply.chassis.http.request.IfMatch;
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
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.key.KeyPolicy;
import com.raptorcomply.keyservice.key.UnusedKeys;
import com.raptorcomply.keyservice.revocation.ChangeLog;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.revocation.Receipts;
import com.raptorcomply.keyservice.revocation.Revocation;
import com.raptorcomply.keyservice.revocation.Revocations;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Creates, renames, suspends, resumes and deletes organizations. Only a platform admin may do more than rename, and not
 * to their own organization. Every gateway refuses the keys of a suspended or deleted organization. A repeated change
 * changes nothing, returns the first one's receipt and waits for it too.
 */
public final class OrganizationChanges {
    private static final String RESOURCE = "organization";
    private static final String ACTION = "organization ";

    private final Pool pool;
    private final Revocations revocations;

    OrganizationChanges(Pool pool, Revocations revocations) {
        this.pool = pool;
        this.revocations = revocations;
    }

    /**
     * An organization after a change.
     *
     * @param receipt the receipt to wait for; empty if no rights were ever removed
     * @param ofRights true if the change was to the status, so that the receipt belongs to it
     */
    public record Changed(JsonObject organization, Optional<Receipt> receipt, boolean ofRights) {
        Changed(JsonObject organization, Optional<Receipt> receipt) {
            this(organization, receipt, false);
        }
    }

    /** Creates the organization that the body describes, for platform admins; fails with 422 for a faulty body. */
    public Future<JsonObject> create(
            Principal caller, ActivityContext author, JsonFields fields, Idempotency idempotency) {
        AccessRules.requirePlatformAdmin(caller);
        OrganizationAttributes terms = OrganizationAttributes.make(fields);
        fields.requireValid();
        return pool.withTransaction(connection -> idempotency
                .claim(connection)
                .compose(claimed -> Organizations.create(connection, terms))
                .compose(made -> idempotency.store(connection, path(made), made).map(made))
                .compose(made -> log(connection, author, id(made), ActivityAction.CREATE, made)
                        .map(made)));
    }

    /** Returns the id of the organization that the same request has made before. */
    public Future<UUID> before(Idempotency idempotency) {
        return idempotency.firstId(pool);
    }

    /** Returns the path of the organization. */
    static String path(JsonObject organization) {
        return "/organizations/" + organization.getString("id");
    }

    /** Returns the tag of an organization for If-Match. */
    public static String tag(JsonObject organization) {
        return StrongEntityTag.of(organization.encode().getBytes(StandardCharsets.UTF_8));
    }

    /** Applies a merge patch (RFC 7396). A patch without effect writes nothing. */
    public Future<Changed> update(
            Principal caller, ActivityContext author, UUID id, JsonFields fields, IfMatch condition) {
        return pool.withTransaction(
                connection -> require(connection, caller, id).compose(before -> {
                    OrganizationAttributes held = OrganizationAttributes.of(before);
                    OrganizationAttributes terms = held.patch(fields);
                    fields.requireValid();
                    boolean otherStatus = !terms.status().equals(held.status());
                    if (otherStatus) {
                        requireMayEnd(caller, id);
                    } else {
                        AccessRules.require(caller, Permissions.ORGANIZATION_UPDATE, id);
                    }
                    condition.require(tag(before));
                    return suspend(connection, id, terms.status())
                            .compose(voided -> otherPolicy(connection, id, terms, before))
                            .compose(voided -> terms.equals(held)
                                    ? Future.succeededFuture(before)
                                    : Organizations.update(connection, id, terms))
                            .compose(after -> logUpdate(connection, author, id, FieldChanges.between(before, after))
                                    .compose(logged -> otherStatus
                                            ? receipt(connection, author, after)
                                            : renamed(connection, before, after)
                                                    .compose(done ->
                                                            Receipts.latestOf(connection, Subject.organization(id)))
                                                    .map(earlier -> new Changed(after, earlier))))
                            .map(changed ->
                                    new Changed(changed.organization(), changed.receipt(), fields.has("status")));
                }));
    }

    /** Requires that the caller may change the organization at all; called before the body is read. */
    static void requireMayUpdate(Principal caller, UUID id) {
        if (!AccessRules.isPlatformAdmin(caller)) {
            AccessRules.require(caller, Permissions.ORGANIZATION_UPDATE, caller.organizationId());
            if (!id.equals(caller.organizationId())) {
                throw Problem.notFound().exception();
            }
        }
    }

    private static Future<Void> suspend(SqlConnection connection, UUID id, String status) {
        return status.equals(Organizations.SUSPENDED)
                ? OneTimeLinkWithdrawal.ofOrganization(connection, id, false)
                : Future.succeededFuture();
    }

    /** A new policy about unused keys announces its revocations anew. */
    private static Future<Void> otherPolicy(
            SqlConnection connection, UUID id, OrganizationAttributes terms, JsonObject before) {
        boolean isSame = Objects.equals(
                terms.keyPolicy().unusedDaysMax(), KeyPolicy.of(before).unusedDaysMax());
        return isSame ? Future.succeededFuture() : UnusedKeys.forget(connection, id);
    }

    /** Logs the new name as a change, because every grant of the organization contains it. It removes no rights. */
    private static Future<?> renamed(SqlConnection connection, JsonObject before, JsonObject after) {
        return before.getString("name").equals(after.getString("name"))
                ? Future.succeededFuture()
                : ChangeLog.append(connection, List.of(Subject.organization(id(after))));
    }

    /** @return the receipt, pending if the wait was too short */
    public Future<Receipt> delete(Principal caller, ActivityContext author, UUID id, Duration wait) {
        return pool.withTransaction(connection -> find(connection, caller, id).compose(found -> {
                    if (found.isPresent()) {
                        requireMayEnd(caller, id);
                        return delete(connection, author, found.get());
                    }
                    return deletedBefore(connection, caller, id);
                }))
                .compose(receipt -> revocations.effective(receipt, wait));
    }

    private static Future<Receipt> delete(SqlConnection connection, ActivityContext author, JsonObject before) {
        UUID id = id(before);
        return OneTimeLinkWithdrawal.ofOrganization(connection, id, true)
                .compose(voided -> Organizations.delete(connection, before))
                .compose(after -> log(connection, author, id, ActivityAction.DELETE, before)
                        .compose(logged -> receipt(connection, author, after)))
                .map(changed -> changed.receipt().orElseThrow());
    }

    private static Future<Receipt> deletedBefore(SqlConnection connection, Principal caller, UUID id) {
        return AccessRules.isPlatformAdmin(caller)
                ? Receipts.firstOf(connection, Subject.organization(id), ACTION + Organizations.DELETED)
                        .map(Problem::orNotFound)
                : Future.failedFuture(Problem.notFound().exception());
    }

    /**
     * Waits until no gateway can grant the old rights.
     *
     * @return the receipt, pending if the wait was too short
     */
    public Future<Optional<Receipt>> effective(Changed changed, Duration wait) {
        return revocations.effective(changed.receipt(), wait);
    }

    private static Future<JsonObject> require(SqlConnection connection, Principal caller, UUID id) {
        return find(connection, caller, id).map(Problem::orNotFound);
    }

    private static Future<Optional<JsonObject>> find(SqlConnection connection, Principal caller, UUID id) {
        requireMayUpdate(caller, id);
        return Organizations.findForUpdate(connection, id);
    }

    private static void requireMayEnd(Principal caller, UUID id) {
        AccessRules.requirePlatformAdmin(caller);
        if (id.equals(caller.organizationId())) {
            throw Problem.of(ErrorCode.STATE_CONFLICT, "You cannot take your own access away")
                    .exception();
        }
    }

    private static Future<Changed> receipt(SqlConnection connection, ActivityContext author, JsonObject after) {
        Revocation revocation = new Revocation(
                UUID.randomUUID(),
                Subject.organization(id(after)),
                id(after),
                null,
                Instant.parse(after.getString("updatedAt")),
                ACTION + after.getString("status"),
                author.requester());
        return Receipts.open(connection, revocation).map(receipt -> new Changed(after, Optional.of(receipt)));
    }

    private static Future<Void> logUpdate(
            SqlConnection connection, ActivityContext author, UUID id, JsonObject changes) {
        return changes.isEmpty()
                ? Future.succeededFuture()
                : log(connection, author, id, ActivityAction.UPDATE, changes);
    }

    private static Future<Void> log(
            SqlConnection connection, ActivityContext author, UUID id, ActivityAction action, JsonObject changes) {
        return ActivityLog.append(connection, author, new ActivityEntry(id, action, RESOURCE, id.toString(), changes));
    }

    private static UUID id(JsonObject organization) {
        return UUID.fromString(organization.getString("id"));
    }
}
