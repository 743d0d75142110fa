package com.raptorcomply.keyservice.client.protocol;

import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import java.util.List;

/**
 * A gateway's cache of verdicts, good and bad, as the protocol sees it. All methods are called one at a time, under the
 * {@link Fence}'s lock, and must not wait.
 *
 * <p>Revocation: Lease. When a method returns, no thread can find what it removed; the lease is published after it.
 */
public interface GrantInvalidation {

    /** Removes every entry that rests on the subject, refusals too, and begins to cut the streams that run on one. */
    void evict(Subject subject);

    /** Removes every entry. */
    void evictAll();

    /**
     * Fills the recently used grants that a join brought, right after {@link #evictAll}.
     *
     * @param asked when the join was sent: a grant's remaining life counts from here
     */
    void warm(List<Grant> grants, ClockReading asked);
}
