package com.raptorcomply.gateway.auth;

import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was permitted may go on. A long answer outlives the instant of its decision, but neither the lease or the
 * declared grace nor the grant that it rests on, unless its key is verified again (Revocation: Lease lost). Any thread.
 */
public final class Reauthorizer {
    private final LeaseView standing;
    private final GrantCache grants;
    private final KeyAuthenticator decisions;

    public Reauthorizer(LeaseView standing, GrantCache grants, KeyAuthenticator decisions) {
        this.standing = standing;
        this.grants = grants;
        this.decisions = decisions;
    }

    /** Whether a permit given earlier would be given now without asking anybody. */
    public boolean lasts(Permit permit, long monotonicNanos, long wallMillis) {
        return standing.graceHolds(monotonicNanos, wallMillis)
                && grants.stillHolds(permit)
                && !permit.isExpired(monotonicNanos);
    }

    /** Decides anew on the key of a permit, acting as whom it acted as; one that holds less than the permit did is {@link Denial#PERMISSIONS_REDUCED}. */
    public Future<Decision> again(Permit permit, PresentedKey.Wellformed key) {
        Grant.Actor actor = permit.grant().actor();
        @Nullable UUID actsAs = actor == null ? null : actor.userId();
        Decision known = decisions.recall(key, actsAs);
        Future<Decision> decided = known == null ? decisions.verify(key, actsAs) : Future.succeededFuture(known);
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
