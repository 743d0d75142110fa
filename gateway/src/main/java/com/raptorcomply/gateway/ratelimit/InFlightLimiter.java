package com.raptorcomply.gateway.ratelimit;

import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import io.netty.util.collection.LongObjectHashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the requests in flight of each key and each organization on one event loop (contract section 6). Without the
 * bound one key could take the places of all others. Keeps a count only for owners with requests in flight. Confined to
 * its event loop.
 *
 * <p>Counts are exact on the event loop. Each of n event loops gets an n-th of a bound, rounded up, because the
 * gateway's places are divided in the same way; gateways count separately.
 */
public final class InFlightLimiter {
    private final Counts keys;
    private final Counts organizations;

    /**
     * Creates a limiter with no requests in flight.
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

    /** @param grant of the same key as at {@link #enter}; the user as whom it acts may differ */
    public void leave(Grant grant) {
        keys.decrement(grant.keyHash());
        organizations.decrement(organization(grant));
    }

    /** Returns true if no request is in flight. */
    boolean isEmpty() {
        return keys.counts.isEmpty() && organizations.counts.isEmpty();
    }

    private static long organization(Grant grant) {
        UUID id = grant.organization().id();
        return Subject.hash(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** Counts by a 64-bit hash of the owner; two owners with the same hash would share a bound. */
    private static final class Counts {
        private final LongObjectHashMap<Count> counts = new LongObjectHashMap<>();
        private final int max;

        private static final class Count {
            private int inFlight;
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
            if (count.inFlight >= max) {
                return false;
            }
            count.inFlight++;
            return true;
        }

        void decrement(long owner) {
            Count count = counts.get(owner);
            if (count == null) {
                throw new IllegalStateException("A request was counted out more often than in");
            }
            count.inFlight--;
            if (count.inFlight == 0) {
                counts.remove(owner);
            }
        }
    }
}
