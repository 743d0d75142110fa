package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.restriction.KeyRestrictions;
import com.raptorcomply.keyservice.restriction.PlaceCheck;
import com.raptorcomply.keyservice.restriction.RestrictionScope;
import com.raptorcomply.keyservice.revocation.ChangeLog;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.revocation.Receipts;
import com.raptorcomply.keyservice.revocation.Revocation;
import com.raptorcomply.keyservice.revocation.Revocations;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Changes the attributes of a key. Gateways apply the new attributes before the response is sent. */
public final class UpdateKey {
    static final String ACTION = "key changed";

    private final Pool pool;
    private final Revocations revocations;
    private final PlaceCheck places;
    private final InstantSource clock;

    /** @param places checks that the places named by restrictions exist */
    public UpdateKey(Pool pool, Revocations revocations, PlaceCheck places, InstantSource clock) {
        this.pool = pool;
        this.revocations = revocations;
        this.places = places;
        this.clock = clock;
    }

    /**
     * A key after a change, with the receipt of the change.
     *
     * @param receipt empty if the key's rights did not change and every gateway has applied all earlier changes
     */
    public record Changed(ApiKey key, List<KeySecret> secrets, JsonArray restrictions, Optional<Receipt> receipt) {
        public Changed {
            secrets = List.copyOf(secrets);
        }
    }

    /** A key and its restrictions before the change. */
    private record Before(ApiKey key, JsonArray restrictions) {}

    /** Fails with 404 or 403 if the caller may not change this key; called before the body is read. */
    public Future<Void> requireMayChange(Principal caller, UUID id) {
        return KeyRepository.find(pool, AccessRules.visibleKeys(caller), id)
                .map(Problem::orNotFound)
                .map(key -> {
                    requireMayChange(caller, key);
                    return null;
                });
    }

    private static void requireMayChange(Principal caller, ApiKey key) {
        AccessRules.requireMayChangeTerms(caller, key.id(), key.permissions(), key.organizationId(), key.ownerUserId());
    }

    /**
     * Applies a merge patch and waits until no gateway uses the old attributes. A new name removes no right, so the
     * request does not wait for it; the name is still logged as a change, because grants contain it. A patch without
     * effect writes nothing, and returns the receipt of the change before while that one is pending, because it may be a repetition
     * (Revocation: Barrier). A revoked key is final: 409.
     */
    public Future<Changed> patch(
            Principal caller, ActivityContext author, UUID id, JsonObject body, IfMatch condition, Duration wait) {
        return requirePlaces(caller, id, new JsonFields(body))
                .compose(there -> pool.withTransaction(
                        connection -> KeyRepository.findForUpdate(connection, AccessRules.visibleKeys(caller), id)
                                .map(Problem::orNotFound)
                                .compose(key -> KeyRestrictions.of(connection, key.organizationId(), id)
                                        .map(restrictions -> new Before(key, restrictions)))
                                .compose(before -> change(connection, caller, before, new JsonFields(body), condition)
                                        .compose(changed -> show(connection, caller, author, before)))))
                .compose(changed -> effective(changed, wait));
    }

    /**
     * Checks the restrictions' places. It skips a body with other faults, because the change itself reports all of
     * them.
     */
    private Future<Void> requirePlaces(Principal caller, UUID id, JsonFields fields) {
        if (!fields.has(KeyRestrictions.MEMBER)) {
            return Future.succeededFuture();
        }
        return KeyRepository.find(pool, AccessRules.visibleKeys(caller), id)
                .map(Problem::orNotFound)
                .compose(key -> {
                    AccessRules.requireMayRestrict(caller, key.id(), key.organizationId(), key.ownerUserId());
                    return KeyRestrictions.limits(pool, key.organizationId(), id)
                            .compose(held -> {
                                List<RestrictionScope> all = KeyRestrictions.patch(fields, !held.isEmpty())
                                        .orElse(List.of());
                                return fields.isFaulty()
                                        ? Future.succeededFuture()
                                        : places.require(key.organizationId(), all, held);
                            });
                });
    }

    private Future<Changed> effective(Changed changed, Duration wait) {
        return revocations
                .effective(changed.receipt(), wait)
                .map(receipt -> new Changed(changed.key(), changed.secrets(), changed.restrictions(), receipt));
    }

    private Future<Void> change(
            SqlConnection connection, Principal caller, Before before, JsonFields fields, IfMatch condition) {
        ApiKey key = before.key();
        requireMayChange(caller, key);
        if (fields.has(KeyRestrictions.MEMBER)) {
            AccessRules.requireMayRestrict(caller, key.id(), key.organizationId(), key.ownerUserId());
        }
        KeyAttributes terms = KeyRequestParser.patch(fields, key.kind(), key.terms(), clock.instant());
        Optional<List<RestrictionScope>> restrictions =
                KeyRestrictions.patch(fields, !before.restrictions().isEmpty());
        fields.requireValid();
        AccessRules.requireMayGrant(caller, terms.rights().permissions(null), key.organizationId());
        if (key.history().revoked() != null) {
            throw Problem.of(ErrorCode.STATE_CONFLICT, "The key is revoked, which is final")
                    .exception();
        }
        DelegationRules.requireWithinAdminBounds(caller, key, terms);
        return KeyETag.require(connection, key, condition)
                .compose(same -> terms.isWithin(key.terms())
                        ? Future.succeededFuture()
                        : DelegationRules.requireToHold(connection, caller, terms))
                .compose(held -> KeyPolicy.find(connection, key.organizationId()))
                .compose(policy -> {
                    policy.requireForChange(key, terms);
                    return store(connection, caller, key, terms);
                })
                .compose(updated -> restrictions.isEmpty() || isSame(restrictions.get(), before.restrictions())
                        ? Future.succeededFuture()
                        : KeyRestrictions.replace(
                                connection, key.organizationId(), key.id(), restrictions.get(), caller.actor()));
    }

    private static Future<Void> store(SqlConnection connection, Principal caller, ApiKey key, KeyAttributes terms) {
        Set<KeyConstraint> bounds = DelegationRules.adminBounds(caller, key, terms);
        return terms.equals(key.terms()) && bounds.equals(key.adminBounds())
                ? Future.succeededFuture()
                : KeyRepository.update(connection, key.id(), terms, bounds);
    }

    private static boolean isSame(List<RestrictionScope> wanted, JsonArray held) {
        Set<RestrictionScope> scopes = held.stream()
                .map(shown -> RestrictionScope.of((JsonObject) shown))
                .collect(Collectors.toSet());
        return wanted.size() == held.size() && scopes.equals(Set.copyOf(wanted));
    }

    private Future<Changed> show(SqlConnection connection, Principal caller, ActivityContext author, Before before) {
        UUID id = before.key().id();
        return KeyRepository.find(connection, AccessRules.visibleKeys(caller), id)
                .map(Optional::orElseThrow)
                .compose(key -> KeyRepository.secrets(connection, id)
                        .compose(secrets -> KeyRestrictions.of(connection, key.organizationId(), id)
                                .compose(restrictions -> log(connection, author, before, new Before(key, restrictions))
                                        .map(receipt -> new Changed(key, secrets, restrictions, receipt)))));
    }

    private Future<Optional<Receipt>> log(
            SqlConnection connection, ActivityContext author, Before before, Before after) {
        ApiKey key = after.key();
        JsonObject was = KeyActivity.shown(before.key(), before.restrictions(), clock.instant());
        JsonObject is = KeyActivity.shown(key, after.restrictions(), clock.instant());
        return KeyActivity.changed(connection, author, was, is, key).compose(told -> {
            if (!isSameRights(before, after)) {
                return Receipts.open(connection, revocation(author, key)).map(Optional::of);
            }
            return renamed(connection, before.key(), key)
                    .compose(done -> Receipts.latestOf(connection, Subject.key(key.id())))
                    .map(earlier -> earlier.filter(receipt -> !receipt.isEffective()));
        });
    }

    private static Future<?> renamed(SqlConnection connection, ApiKey before, ApiKey after) {
        return after.terms().equals(before.terms())
                ? Future.succeededFuture()
                : ChangeLog.append(connection, List.of(Subject.key(after.id())));
    }

    private static boolean isSameRights(Before before, Before after) {
        KeyAttributes terms = before.key().terms();
        return terms.named(after.key().terms().name()).equals(after.key().terms())
                && before.restrictions().equals(after.restrictions());
    }

    private static Revocation revocation(ActivityContext author, ApiKey key) {
        return new Revocation(
                UUID.randomUUID(),
                Subject.key(key.id()),
                key.organizationId(),
                key.id(),
                key.history().updatedAt(),
                ACTION,
                author.requester());
    }
}
