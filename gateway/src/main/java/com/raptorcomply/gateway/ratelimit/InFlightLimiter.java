package com.raptorcomply.gateway.ratelimit;

import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import io.netty.util.collection.LongObjectHashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the requests under way of each key and each organization on one event loop (contract section 6), so that none
 * takes the places of others. Keeps a count only for owners with requests under way. Confined to its event loop.
 *
 * <p>Exact on the event loop: nothing is estimated, shared or forgotten. A gateway of n event loops gives each an n-th of a
 * bound, rounded up, because the places themselves are divided so; gateways count each for itself.
 */
public final class InFlightLimiter {
    private final Counts keys;
    private final Counts organizations;

    /**
     * Nothing under way.
     *
     * @param keyMax requests of one key on this event loop, at least 1
     * @param organizationMax requests of all keys of an organization on this event loop, at least 1
     */
    public InFlightLimiter(int keyMax, int organizationMax) {
        this.keys = new Counts(keyMax);
        this.organizations = new Counts(organizationMax);
    }

    /** Counts a request in, to be counted out once with {@link #leave}; past a bound counts nothing, and returns which. */
    public @Nullable ThrottleReason enter(Grant grant) {
        long organization = organization(grant);
        if (!organizations.increment(organization)) {
            return ThrottleReason.ORGANIZATION_IN_FLIGHT;
        }
        if (!keys.increment(grant.keyHash())) {
            organizations.decrement(organization);
            return ThrottleReason.KEY_IN_FLIGHT;
        }
        return null;
    }

    /** @param grant of the same key as at {@link #enter}, acting as somebody or not */
    public void leave(Grant grant) {
        keys.decrement(grant.keyHash());
        organizations.decrement(organization(grant));
    }

    /** Whether nothing is under way. */
    boolean isEmpty() {
        return keys.counts.isEmpty() && organizations.counts.isEmpty();
    }

    private static long organization(Grant grant) {
        UUID id = grant.organization().id();
        return Subject.hash(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** Counts above zero, by a number that hardly any two owners share; two that do share a bound. */
    private static final class Counts {
        private final LongObjectHashMap<Count> counts = new LongObjectHashMap<>();
        private final int max;

        private static final class Count {
            private int underWay;
        }

        Counts(int max) {
            this.max = max;
        }

        boolean increment(long owner) {
            Count count = counts.get(owner);
            if (count == null) {
                count = new Count();
                counts.put(owner, count);
            }
            if (count.underWay >= max) {
                return false;
            }
            count.underWay++;
            return true;
        }

        void decrement(long owner) {
            Count count = counts.get(owner);
            if (count == null) {
                throw new IllegalStateException("Counted out more often than in");
            }
            count.underWay--;
            if (count.underWay == 0) {
                counts.remove(owner);
            }
        }
    }
}
