package com.raptorcomply.keyservice.client.protocol;

import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import java.util.List;

/**
 * The protocol's view of a gateway's cache of verdicts, granted and refused. The {@link Fence} calls one method at a
 * time under its lock, so no method may block.
 *
 * <p>Revocation: Lease. When a method returns, no thread can find what it removed; the session publishes the lease
 * after that.
 */
public interface GrantInvalidation {

    /**
     * Removes all entries that rest on the subject, refusals too, and starts aborting the streams that depend on one.
     */
    void evict(Subject subject);

    /** Removes every entry. */
    void evictAll();

    /**
     * Fills the recently used grants of a join, directly after {@link #evictAll}.
     *
     * @param sentAt when the join was sent; a grant's remaining life counts from here
     */
    void warm(List<Grant> grants, ClockReading sentAt);
}
