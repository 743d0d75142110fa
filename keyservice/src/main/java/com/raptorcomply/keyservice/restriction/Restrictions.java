package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.access.Access;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.access.Permissions;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.activity.Author;
import com.raptorcomply.keyservice.activity.Changes;
import com.raptorcomply.keyservice.activity.Entry;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.revocation.Receipts;
import com.raptorcomply.keyservice.revocation.Revocation;
import com.raptorcomply.keyservice.revocation.Revocations;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Restricts keys and people, and lifts restrictions; either takes effect at once, like a revocation. */
final class Restrictions {
    private static final String RESOURCE = "restriction";

    /** On one key or person. All of them, with their places, travel in a header field. */
    static final int HELD_MAX = 5;

    static final int PLACES_HELD_MAX = 100;

    private final Pool pool;
    private final Revocations revocations;
    private final InstantSource clock;

    Restrictions(Pool pool, Revocations revocations, InstantSource clock) {
        this.pool = pool;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** What was done, as the activity log and as receipts name it. */
    private enum Deed {
        ADDED("create", "restricted"),
        CHANGED("update", "restriction changed"),
        LIFTED("delete", "restriction lifted");

        private final String inLog;
        private final String onReceipt;

        Deed(String inLog, String onReceipt) {
            this.inLog = inLog;
            this.onReceipt = onReceipt;
        }
    }

    /** A restriction after a change, and how far the change has come. */
    record Changed(Restriction restriction, Receipt receipt) {}

    /** Restricts a key, or else a person. 404 for one that the caller may not know of. */
    Future<Changed> add(
            Caller caller, Author author, @Nullable UUID keyId, @Nullable UUID userId, Limits limits, Duration wait) {
        return effective(
                pool.withTransaction(connection -> lock(connection, keyId, userId)
                        .compose(organizationId -> {
                            requireMayChange(caller, organizationId, keyId, userId);
                            return requireRoom(connection, organizationId, keyId, userId, null, limits)
                                    .compose(room -> RestrictionStore.insert(
                                            connection, organizationId, keyId, userId, limits, caller.actor()));
                        })
                        .compose(made -> open(connection, author, made, Deed.ADDED, made.toJson()))),
                wait);
    }

    Future<Changed> change(Caller caller, Author author, UUID id, UnaryOperator<Limits> change, Duration wait) {
        return effective(
                pool.withTransaction(
                        connection -> lockHolder(connection, caller, id).compose(held -> {
                            Limits limits = change.apply(held.limits());
                            return requireRoom(
                                            connection, held.organizationId(), held.keyId(), held.userId(), id, limits)
                                    .compose(room -> RestrictionStore.update(connection, id, limits))
                                    .compose(changed -> open(
                                            connection,
                                            author,
                                            changed,
                                            Deed.CHANGED,
                                            Changes.between(held.toJson(), changed.toJson())));
                        })),
                wait);
    }

    Future<Changed> lift(Caller caller, Author author, UUID id, Duration wait) {
        return effective(
                pool.withTransaction(connection -> lockHolder(connection, caller, id)
                        .compose(held -> RestrictionStore.delete(connection, id).map(held))
                        .compose(held -> open(connection, author, held, Deed.LIFTED, held.toJson()))),
                wait);
    }

    Future<Restriction> read(Caller caller, UUID id) {
        return RestrictionStore.find(pool, id, visible(caller)).map(found -> {
            Restriction restriction = found.orElseThrow(() -> Problem.notFound().exception());
            Access.require(caller, Permissions.ACCESS_CONTROL_READ, restriction.organizationId());
            return restriction;
        });
    }

    Future<List<Restriction>> list(
            Caller caller, Optional<UUID> organization, @Nullable UUID keyId, @Nullable UUID userId) {
        UUID organizationId = Access.organization(caller, organization);
        Access.require(caller, Permissions.ACCESS_CONTROL_READ, organizationId);
        return RestrictionStore.list(pool, organizationId, keyId, userId);
    }

    /** A receipt of a restriction's change. */
    Future<Receipt> receipt(Caller caller, UUID receiptId) {
        return Receipts.find(pool, receiptId).map(found -> found.filter(
                        receipt -> Access.holds(caller, Permissions.ACCESS_CONTROL_READ, receipt.organizationId()))
                .orElseThrow(() -> Problem.notFound().exception()));
    }

    /** The holder goes first, so that two changes to what it holds never wait for each other in a circle. */
    private static Future<Restriction> lockHolder(SqlConnection connection, Caller caller, UUID id) {
        return RestrictionStore.find(connection, id, visible(caller))
                .map(found -> found.orElseThrow(() -> Problem.notFound().exception()))
                .compose(seen -> lock(connection, seen.keyId(), seen.userId()))
                .compose(locked -> RestrictionStore.find(connection, id, visible(caller)))
                .map(found -> {
                    Restriction held =
                            found.orElseThrow(() -> Problem.notFound().exception());
                    requireMayChange(caller, held.organizationId(), held.keyId(), held.userId());
                    return held;
                });
    }

    private static Future<UUID> lock(SqlConnection connection, @Nullable UUID keyId, @Nullable UUID userId) {
        Future<Optional<UUID>> organization;
        if (keyId != null) {
            organization = RestrictionStore.lockKey(connection, keyId);
        } else if (userId != null) {
            organization = RestrictionStore.lockUser(connection, userId);
        } else {
            throw new IllegalArgumentException("Neither a key nor a person");
        }
        return organization.map(
                found -> found.orElseThrow(() -> Problem.notFound().exception()));
    }

    /** Nobody lifts or loosens what limits themselves. */
    private static void requireMayChange(
            Caller caller, UUID organizationId, @Nullable UUID keyId, @Nullable UUID userId) {
        if (!organizationId.equals(caller.organizationId()) && !Access.isPlatformAdmin(caller)) {
            throw Problem.notFound().exception();
        }
        Access.require(caller, Permissions.ACCESS_CONTROL_WRITE, organizationId);
        boolean ownKey = keyId != null && keyId.equals(caller.keyId());
        boolean ownPerson = userId != null && userId.equals(caller.userId());
        if (ownKey || ownPerson) {
            throw Problem.forbidden().exception();
        }
    }

    private static Future<Void> requireRoom(
            SqlConnection connection,
            UUID organizationId,
            @Nullable UUID keyId,
            @Nullable UUID userId,
            @Nullable UUID replaced,
            Limits limits) {
        return RestrictionStore.list(connection, organizationId, keyId, userId).map(held -> {
            List<Restriction> others =
                    held.stream().filter(each -> !each.id().equals(replaced)).toList();
            int places =
                    others.stream().mapToInt(each -> each.limits().places()).sum();
            if (others.size() >= HELD_MAX || places + limits.places() > PLACES_HELD_MAX) {
                throw Problem.conflict("At most " + HELD_MAX + " restrictions with " + PLACES_HELD_MAX
                                + " places together may be on one key or person")
                        .exception();
            }
            return null;
        });
    }

    private Future<Changed> open(
            SqlConnection connection, Author author, Restriction restriction, Deed deed, JsonObject changes) {
        Revocation change = new Revocation(
                UUID.randomUUID(),
                restriction.subject(),
                restriction.organizationId(),
                restriction.keyId(),
                clock.instant(),
                deed.onReceipt,
                author.requester());
        Entry entry = new Entry(
                restriction.organizationId(),
                deed.inLog,
                RESOURCE,
                restriction.id().toString(),
                changes);
        return ActivityLog.append(connection, author, entry)
                .compose(told -> Receipts.open(connection, change))
                .map(receipt -> new Changed(restriction, receipt));
    }

    private Future<Changed> effective(Future<Changed> committed, Duration wait) {
        return committed.compose(changed ->
                revocations.effective(changed.receipt(), wait).map(now -> new Changed(changed.restriction(), now)));
    }

    private static @Nullable UUID visible(Caller caller) {
        return Access.isPlatformAdmin(caller) ? null : caller.organizationId();
    }
}
