package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The target of restrictions: one key or one user. */
public record RestrictionTarget(
        @Nullable UUID keyId, @Nullable UUID userId) {
    /** The largest number of restrictions of one key or user, because all of them travel in a header field. */
    static final int RESTRICTIONS_MAX = 5;

    static final int PLACES_MAX = 100;

    public RestrictionTarget {
        if ((keyId == null) == (userId == null)) {
            throw new IllegalArgumentException("Exactly one of keyId and userId must be set");
        }
    }

    /**
     * Locks the target until the transaction ends and returns its organization; fails with 404 if it does not exist.
     */
    Future<UUID> lock(SqlConnection connection) {
        Future<Optional<UUID>> organization = keyId == null
                ? RestrictionStore.lockUser(connection, Objects.requireNonNull(userId))
                : RestrictionStore.lockKey(connection, keyId);
        return organization.map(Problem::orNotFound);
    }

    /** Returns the target's current organization; fails with 404 if it does not exist. */
    Future<UUID> organization(SqlClient client) {
        Future<Optional<UUID>> organization = keyId == null
                ? RestrictionStore.organizationOf(client, Objects.requireNonNull(userId))
                : RestrictionStore.organizationOfKey(client, keyId);
        return organization.map(Problem::orNotFound);
    }

    /** Fails with 403 if the caller may not change the target's restrictions. No caller changes its own. */
    void requireMayChange(Principal caller, UUID organizationId) {
        if (!organizationId.equals(caller.organizationId()) && !AccessRules.isPlatformAdmin(caller)) {
            throw Problem.notFound().exception();
        }
        AccessRules.requireMayRestrictOthers(caller, organizationId);
        boolean ownKey = keyId != null && keyId.equals(caller.keyId());
        boolean ownPerson = userId != null && userId.equals(caller.userId());
        if (ownKey || ownPerson) {
            throw Problem.forbidden(ErrorCode.NOT_ALLOWED).exception();
        }
    }

    /** Returns the target's restrictions, oldest first. */
    Future<List<Restriction>> held(SqlConnection connection, UUID organizationId) {
        return RestrictionStore.list(connection, organizationId, keyId, userId);
    }

    /**
     * Fails with 409 if this scope does not fit beside the target's other restrictions.
     *
     * @param replaced the restriction that it replaces; null: none
     */
    Future<Void> requireRoom(
            SqlConnection connection, UUID organizationId, @Nullable UUID replaced, RestrictionScope limits) {
        return held(connection, organizationId).map(held -> {
            List<Restriction> others =
                    held.stream().filter(each -> !each.id().equals(replaced)).toList();
            int places =
                    others.stream().mapToInt(each -> each.limits().places()).sum();
            if (others.size() >= RESTRICTIONS_MAX || places + limits.places() > PLACES_MAX) {
                throw Problem.of(
                                ErrorCode.LIMIT_REACHED,
                                "At most " + RESTRICTIONS_MAX + " restrictions with " + PLACES_MAX
                                        + " places together may be on one key or person")
                        .exception();
            }
            return null;
        });
    }
}
