package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.keyservice.client.protocol.LeaseTerms;
import java.time.Duration;

/**
 * The bounds on the time for which gateways may trust their cached grants.
 *
 * @param termMillis L ({@code lease.term}), milliseconds: no revocation waits longer than this and the margin for a
 * gateway that is cut off
 * @param graceMillisMax the longest outage grace, milliseconds, that a gateway may ask for ({@code outageGraceMax});
 * every receipt waits for it
 * @param warmGrantsMax the largest number of recently used grants that a join brings ({@code lease.warmGrantsMax})
 * @param changesMax the largest number of changes that a renewal brings ({@code lease.changesMax})
 * @param changesKept the time for which the log keeps a change ({@code changeLog.retention}); a gateway that lacks an
 * older one joins again
 */
public record RevocationSettings(
        long termMillis, long graceMillisMax, int warmGrantsMax, int changesMax, Duration changesKept) {
    /** Returns the lease terms for a gateway that asks for this grace. */
    LeaseTerms terms(long graceMillisWanted) {
        return LeaseTerms.of(termMillis, Math.max(0, Math.min(graceMillisMax, graceMillisWanted)));
    }
}
