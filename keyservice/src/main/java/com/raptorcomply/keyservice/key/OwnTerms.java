package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.access.Access;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.access.KeyScope;
import com.raptorcomply.keyservice.access.Permissions;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Holds changes of keys within bounds: no key makes or changes another beyond its own end, networks or limits, and no owner
 * takes back what an admin set on their key. A person in a session has no bounds of their own.
 */
final class OwnTerms {
    private OwnTerms() {}

    /** Fails with 403, which names what goes too far, unless the caller's own key is bound to no less than these terms. */
    static Future<Void> requireToHold(SqlClient client, Caller caller, KeyTerms terms) {
        UUID own = caller.keyId();
        return own == null
                ? Future.succeededFuture()
                : KeyStore.find(client, new KeyScope.Organization(caller.organizationId()), own)
                        .map(found -> {
                            found.ifPresent(key -> requireWithin(key.terms(), terms));
                            return null;
                        });
    }

    private static void requireWithin(KeyTerms own, KeyTerms terms) {
        terms.exceeds(own).stream().findFirst().ifPresent(OwnTerms::refuse);
    }

    /**
     * Fails with 403 if a change goes beyond a bound that an admin set: the owner may only narrow it.
     *
     * @param key as it is now
     */
    static void requireWithinAdminBounds(Caller caller, ApiKey key, KeyTerms terms) {
        if (!isAdmin(caller, key)) {
            terms.exceeds(key.terms()).stream()
                    .filter(key.adminBounds()::contains)
                    .findFirst()
                    .ifPresent(OwnTerms::refuse);
        }
    }

    /** The bounds of a user key that are an admin's once the caller has changed its terms. */
    static Set<Bound> adminBounds(Caller caller, ApiKey key, KeyTerms terms) {
        Set<Bound> bounds = EnumSet.noneOf(Bound.class);
        bounds.addAll(key.adminBounds());
        if (key.owner() != null && isAdmin(caller, key)) {
            Set<Bound> changed = terms.differs(key.terms());
            UUID owner = key.ownerUserId();
            if (owner != null && !owner.equals(caller.userId())) {
                bounds.addAll(changed);
            }
            bounds.removeIf(bound -> bound.of(terms) == null);
        }
        return bounds;
    }

    private static boolean isAdmin(Caller caller, ApiKey key) {
        return Access.holds(caller, Permissions.API_KEYS_UPDATE, key.organizationId());
    }

    private static void refuse(Bound bound) {
        throw Problem.forbidden(ErrorCode.EXCEEDS_OWN_KEY)
                .withField(bound.member())
                .exception();
    }
}
