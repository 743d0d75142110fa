package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.activity.ActivityAction;
import com.raptorcomply.keyservice.activity.ActivityEntry;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.activity.FieldChanges;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.revocation.Receipts;
import com.raptorcomply.keyservice.revocation.Revocation;
import com.raptorcomply.keyservice.revocation.Revocations;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Adds, changes and lifts restrictions of keys and users; each takes effect at every gateway like a revocation. */
public final class Restrictions {
    private static final String RESOURCE = "restriction";

    /** The member for the id of the change's receipt in a stored response. */
    private static final String RECEIPT = "receiptId";

    private final Pool pool;
    private final Revocations revocations;
    private final PlaceCheck places;
    private final InstantSource clock;

    public Restrictions(Pool pool, Revocations revocations, PlaceCheck places, InstantSource clock) {
        this.pool = pool;
        this.revocations = revocations;
        this.places = places;
        this.clock = clock;
    }

    public RestrictionReading reading() {
        return new RestrictionReading(pool);
    }

    /** The kind of change, as the activity log and receipts name it. */
    private enum Kind {
        ADDED(ActivityAction.CREATE, "restricted"),
        CHANGED(ActivityAction.UPDATE, "restriction changed"),
        LIFTED(ActivityAction.DELETE, "restriction lifted");

        private final ActivityAction inLog;
        private final String onReceipt;

        Kind(ActivityAction inLog, String onReceipt) {
            this.inLog = inLog;
            this.onReceipt = onReceipt;
        }
    }

    public record Changed(Restriction restriction, Receipt receipt) {}

    /** Fails with 403 if the caller may not restrict any target; called before the body is read. */
    void requireMayRestrict(Principal caller) {
        AccessRules.requireMayRestrictOthers(caller, caller.organizationId());
    }

    /** Fails if the caller may not change this user's restrictions; called before the body is read. */
    Future<Void> requireMayRestrict(Principal caller, UUID userId) {
        requireMayRestrict(caller);
        return RestrictionStore.organizationOf(pool, userId)
                .map(Problem::orNotFound)
                .map(organizationId -> {
                    new RestrictionTarget(null, userId).requireMayChange(caller, organizationId);
                    return null;
                });
    }

    /** Fails if the caller may not change this restriction; called before the body is read. */
    Future<Void> requireMayChange(Principal caller, UUID id) {
        requireMayRestrict(caller);
        return RestrictionStore.find(pool, id, AccessRules.reach(caller))
                .map(Problem::orNotFound)
                .map(held -> {
                    held.holder().requireMayChange(caller, held.organizationId());
                    return null;
                });
    }

    /** Restricts a key or a user; fails with 404 for one that the caller may not know of. */
    public Future<Changed> add(ChangeRequest request, RestrictionTarget target, RestrictionScope limits) {
        requireMay(request.caller(), Permissions.ACCESS_CONTROL_WRITE);
        return requirePlaces(request, target, limits)
                .compose(there ->
                        write(request, connection -> target.lock(connection).compose(organizationId -> {
                            target.requireMayChange(request.caller(), organizationId);
                            return insert(connection, request, organizationId, target, limits);
                        })));
    }

    /** Checks places after the rights, so that a caller without them learns nothing; skipped for a repetition. */
    private Future<Void> requirePlaces(ChangeRequest request, RestrictionTarget target, RestrictionScope limits) {
        return request.idempotency()
                .requireFirst(pool)
                .compose(first -> target.organization(pool))
                .compose(organizationId -> {
                    target.requireMayChange(request.caller(), organizationId);
                    return places.require(organizationId, limits, List.of());
                });
    }

    public Future<Changed> change(ChangeRequest request, UUID id, UnaryOperator<RestrictionScope> change) {
        requireMay(request.caller(), Permissions.ACCESS_CONTROL_WRITE);
        return RestrictionStore.find(pool, id, AccessRules.reach(request.caller()))
                .map(Problem::orNotFound)
                .compose(held ->
                        places.require(held.organizationId(), change.apply(held.limits()), List.of(held.limits())))
                .compose(there -> write(request, connection -> lockTarget(connection, request.caller(), id)
                        .compose(held -> replace(connection, request, held, change.apply(held.limits())))));
    }

    /** Adds to the scope of a user's restriction; an unrestricted user gets a first one. */
    public Future<Changed> grant(ChangeRequest request, UUID userId, RestrictionScope granted) {
        return requirePlaces(request, new RestrictionTarget(null, userId), granted)
                .compose(there -> adjust(request, userId, held -> held.map(limits -> limits.and(granted))
                        .orElse(granted)));
    }

    /** Removes from the scope of a user's restriction; fails with 409 for an unrestricted user. */
    public Future<Changed> revoke(ChangeRequest request, UUID userId, RestrictionScope revoked) {
        return adjust(request, userId, held -> held.map(limits -> limits.without(revoked))
                .orElseThrow(() -> Problem.of(
                                ErrorCode.STATE_CONFLICT, "The person is not limited: grant what they may reach first")
                        .exception()));
    }

    /**
     * Changes the user's only restriction, or adds the first one. It fails with 409 if the user has several, because
     * the request does not say which one it means.
     *
     * @param change maps the current scope, empty if the user is unrestricted, to the new one
     */
    private Future<Changed> adjust(
            ChangeRequest request, UUID userId, Function<Optional<RestrictionScope>, RestrictionScope> change) {
        requireMay(request.caller(), Permissions.ACCESS_CONTROL_WRITE);
        RestrictionTarget target = new RestrictionTarget(null, userId);
        return write(request, connection -> target.lock(connection).compose(organizationId -> {
            target.requireMayChange(request.caller(), organizationId);
            return target.held(connection, organizationId).compose(held -> {
                if (held.size() > 1) {
                    throw Problem.of(
                                    ErrorCode.STATE_CONFLICT,
                                    "The person has several restrictions: change them one by one")
                            .exception();
                }
                RestrictionScope limits = change.apply(held.stream().findFirst().map(Restriction::limits));
                return held.isEmpty()
                        ? insert(connection, request, organizationId, target, limits)
                        : replace(connection, request, held.get(0), limits);
            });
        }));
    }

    public Future<Changed> lift(ChangeRequest request, UUID id) {
        requireMay(request.caller(), Permissions.ACCESS_CONTROL_WRITE);
        return write(request, connection -> lockTarget(connection, request.caller(), id)
                .compose(held -> RestrictionStore.delete(connection, id).map(held))
                .compose(held -> open(connection, request, held, Kind.LIFTED, held.toJson())));
    }

    /** Returns the first response to a repeated request, with the receipt's current state. */
    Future<Repetition> repeated(ChangeRequest request) {
        return request.idempotency().firstAnswer(pool).compose(first -> Receipts.find(
                        pool, UUID.fromString(first.body().getString(RECEIPT)))
                .map(Optional::orElseThrow)
                .compose(receipt -> revocations.effective(receipt, request.waitMax()))
                .map(receipt -> {
                    first.body().remove(RECEIPT);
                    return new Repetition(first.body(), receipt);
                }));
    }

    /** @param restriction the restriction as the first response showed it */
    record Repetition(JsonObject restriction, Receipt receipt) {}

    /** Checks the permission before any query or lock, so that a caller without it blocks no other request. */
    private static void requireMay(Principal caller, String permission) {
        AccessRules.require(caller, permission, caller.organizationId());
    }

    /** Locks the target first, so that two changes of its restrictions cannot deadlock. */
    private static Future<Restriction> lockTarget(SqlConnection connection, Principal caller, UUID id) {
        return RestrictionStore.find(connection, id, AccessRules.reach(caller))
                .map(Problem::orNotFound)
                .compose(seen -> seen.holder().lock(connection))
                .compose(locked -> RestrictionStore.find(connection, id, AccessRules.reach(caller)))
                .map(found -> {
                    Restriction held = Problem.orNotFound(found);
                    held.holder().requireMayChange(caller, held.organizationId());
                    return held;
                });
    }

    private Future<Changed> insert(
            SqlConnection connection,
            ChangeRequest request,
            UUID organizationId,
            RestrictionTarget target,
            RestrictionScope limits) {
        return target.requireRoom(connection, organizationId, null, limits)
                .compose(room -> RestrictionStore.insert(
                        connection,
                        organizationId,
                        target.keyId(),
                        target.userId(),
                        limits,
                        request.author().actor()))
                .compose(made -> open(connection, request, made, Kind.ADDED, made.toJson()));
    }

    private Future<Changed> replace(
            SqlConnection connection, ChangeRequest request, Restriction held, RestrictionScope limits) {
        return limits.equals(held.limits())
                ? unchanged(connection, request, held)
                : changed(connection, request, held, limits);
    }

    /**
     * Writes nothing, and returns the receipt of the change before, because this one may be a repetition. A key that was
     * created with its restrictions has none: it gets one.
     */
    private Future<Changed> unchanged(SqlConnection connection, ChangeRequest request, Restriction held) {
        return Receipts.latestOf(connection, held.subject())
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found.get())
                        : Receipts.open(connection, revocation(request, held, Kind.CHANGED)))
                .compose(
                        receipt -> keep(connection, request, held, receipt.id()).map(new Changed(held, receipt)));
    }

    private Future<Changed> changed(
            SqlConnection connection, ChangeRequest request, Restriction held, RestrictionScope limits) {
        return held.holder()
                .requireRoom(connection, held.organizationId(), held.id(), limits)
                .compose(room -> RestrictionStore.update(connection, held.id(), limits))
                .compose(changed -> open(
                        connection,
                        request,
                        changed,
                        Kind.CHANGED,
                        FieldChanges.between(held.toJson(), changed.toJson())));
    }

    private Future<Changed> open(
            SqlConnection connection, ChangeRequest request, Restriction restriction, Kind kind, JsonObject changes) {
        Revocation change = revocation(request, restriction, kind);
        ActivityEntry entry = new ActivityEntry(
                restriction.organizationId(),
                kind.inLog,
                RESOURCE,
                restriction.id().toString(),
                changes);
        return keep(connection, request, restriction, change.id())
                .compose(stored -> ActivityLog.append(connection, request.author(), entry))
                .compose(logged -> Receipts.open(connection, change))
                .map(receipt -> new Changed(restriction, receipt));
    }

    private Revocation revocation(ChangeRequest request, Restriction restriction, Kind kind) {
        return new Revocation(
                UUID.randomUUID(),
                restriction.subject(),
                restriction.organizationId(),
                restriction.keyId(),
                clock.instant(),
                kind.onReceipt,
                request.author().requester());
    }

    /** Stores the response for repetitions of the request. */
    private static Future<Void> keep(
            SqlConnection connection, ChangeRequest request, Restriction restriction, UUID receiptId) {
        JsonObject kept = restriction.toJson().put(RECEIPT, receiptId.toString());
        return request.idempotency().store(connection, restriction.path(), kept);
    }

    /** Does the work in one transaction, then waits until no gateway uses the old rights. */
    private Future<Changed> write(ChangeRequest request, Function<SqlConnection, Future<Changed>> work) {
        return pool.withTransaction(connection ->
                        request.idempotency().claim(connection).compose(claimed -> work.apply(connection)))
                .compose(changed -> revocations
                        .effective(changed.receipt(), request.waitMax())
                        .map(now -> new Changed(changed.restriction(), now)));
    }
}
