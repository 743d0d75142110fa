package com.raptorcomply.gateway.auth;

import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a long-running response may continue after its grant or the lease has changed. A response may outlive
 * the moment of its decision. It may not outlive its grant, nor the lease and the declared grace, unless its key is
 * verified again (Revocation: Lease lost). Any thread.
 */
public final class Reauthorizer {
    private final LeaseView lease;
    private final GrantCache grants;
    private final KeyAuthenticator authenticator;

    public Reauthorizer(LeaseView lease, GrantCache grants, KeyAuthenticator authenticator) {
        this.lease = lease;
        this.grants = grants;
        this.authenticator = authenticator;
    }

    /** Returns true if the permit would be granted now without a verification. */
    public boolean isStillValid(Permit permit, long monotonicNanos, long wallMillis) {
        return lease.graceHolds(monotonicNanos, wallMillis)
                && grants.isCurrent(permit)
                && !permit.isExpired(monotonicNanos);
    }

    /**
     * Verifies the key of a permit again, acting as the same user. Decides {@link Denial#PERMISSIONS_REDUCED} if the
     * key has lost a permission or changed its constraints.
     */
    public Future<Decision> reverify(Permit permit, PresentedKey.Wellformed key) {
        Grant.Actor actor = permit.grant().actor();
        @Nullable UUID actsAs = actor == null ? null : actor.userId();
        Decision known = authenticator.lookup(key, actsAs);
        Future<Decision> decided = known == null ? authenticator.verify(key, actsAs) : Future.succeededFuture(known);
        return decided.map(decision -> decision instanceof Permit given && !covers(given.grant(), permit.grant())
                ? Denial.PERMISSIONS_REDUCED
                : decision);
    }

    private static boolean covers(Grant given, Grant before) {
        return given.organization().equals(before.organization())
                && given.bounds().equals(before.bounds())
                && Objects.equals(given.ownerUserId(), before.ownerUserId())
                && Objects.equals(given.role(), before.role())
                && before.permissions().asList().stream().allMatch(given.permissions()::contains);
    }
}
