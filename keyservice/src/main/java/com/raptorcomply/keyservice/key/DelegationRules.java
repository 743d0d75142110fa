package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.KeyScope;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Limits the keys that a key may create or change. No key may give another key a later expiry, more networks or higher
 * rate limits than its own. No owner may widen a constraint that an admin set. A user in a session has no such
 * constraints.
 */
final class DelegationRules {
    private DelegationRules() {}

    /**
     * Fails with 403, naming the constraints that are exceeded, if the new attributes exceed those of the caller's own
     * key.
     */
    static Future<Void> requireToHold(SqlClient client, Principal caller, KeyAttributes terms) {
        UUID own = caller.keyId();
        return own == null
                ? Future.succeededFuture()
                : KeyRepository.find(client, new KeyScope.Organization(caller.organizationId()), own)
                        .map(found -> {
                            found.ifPresent(key -> requireWithin(key.terms(), terms));
                            return null;
                        });
    }

    private static void requireWithin(KeyAttributes own, KeyAttributes terms) {
        terms.exceeds(own).stream().findFirst().ifPresent(DelegationRules::refuse);
    }

    /**
     * Fails with 403 if a change exceeds a constraint that an admin set, because the owner may only narrow it.
     *
     * @param key the key before the change
     */
    static void requireWithinAdminBounds(Principal caller, ApiKey key, KeyAttributes terms) {
        if (!isAdmin(caller, key)) {
            terms.exceeds(key.terms()).stream()
                    .filter(key.adminBounds()::contains)
                    .findFirst()
                    .ifPresent(DelegationRules::refuse);
        }
    }

    /** Returns the constraints of a user key that count as set by an admin after this change. */
    static Set<KeyConstraint> adminBounds(Principal caller, ApiKey key, KeyAttributes terms) {
        Set<KeyConstraint> bounds = EnumSet.noneOf(KeyConstraint.class);
        bounds.addAll(key.adminBounds());
        if (key.owner() != null && isAdmin(caller, key)) {
            Set<KeyConstraint> changed = terms.differs(key.terms());
            UUID owner = key.ownerUserId();
            if (owner != null && !owner.equals(caller.userId())) {
                bounds.addAll(changed);
            }
            bounds.removeIf(bound -> bound.of(terms) == null);
        }
        return bounds;
    }

    private static boolean isAdmin(Principal caller, ApiKey key) {
        return AccessRules.holds(caller, Permissions.API_KEYS_UPDATE, key.organizationId());
    }

    private static void refuse(KeyConstraint bound) {
        throw Problem.forbidden(ErrorCode.EXCEEDS_OWN_KEY)
                .withField(bound.member())
                .exception();
    }
}
