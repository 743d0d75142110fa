package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.revocation.Receipts;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads restrictions and the receipts of their changes, for callers with the permission {@code access-control:read}. */
public final class RestrictionReading {
    private final Pool pool;

    RestrictionReading(Pool pool) {
        this.pool = pool;
    }

    public Future<Restriction> read(Principal caller, UUID id) {
        requireMay(caller);
        return RestrictionStore.find(pool, id, AccessRules.reach(caller)).map(Problem::orNotFound);
    }

    public Future<List<Restriction>> list(
            Principal caller, Optional<UUID> organization, @Nullable UUID keyId, @Nullable UUID userId) {
        UUID organizationId = AccessRules.organization(caller, organization);
        AccessRules.require(caller, Permissions.ACCESS_CONTROL_READ, organizationId);
        return RestrictionStore.list(pool, organizationId, keyId, userId);
    }

    /** Returns a user's restrictions; fails with 404 for a user that the caller may not know of. */
    public Future<List<Restriction>> ofUser(Principal caller, Optional<UUID> organization, UUID userId) {
        requireMay(caller);
        UUID named = AccessRules.organization(caller, organization);
        return RestrictionStore.organizationOf(pool, userId).compose(found -> {
            UUID organizationId = found.filter(
                            id -> id.equals(named) || (organization.isEmpty() && AccessRules.isPlatformAdmin(caller)))
                    .orElseThrow(() -> Problem.notFound().exception());
            AccessRules.require(caller, Permissions.ACCESS_CONTROL_READ, organizationId);
            return RestrictionStore.list(pool, organizationId, null, userId);
        });
    }

    public Future<Receipt> receipt(Principal caller, UUID receiptId) {
        requireMay(caller);
        return Receipts.find(pool, receiptId).map(found -> found.filter(
                        receipt -> AccessRules.holds(caller, Permissions.ACCESS_CONTROL_READ, receipt.organizationId()))
                .orElseThrow(() -> Problem.notFound().exception()));
    }

    /** Checks the permission before any query, so that the response to a caller without it tells nothing. */
    private static void requireMay(Principal caller) {
        AccessRules.require(caller, Permissions.ACCESS_CONTROL_READ, caller.organizationId());
    }
}
