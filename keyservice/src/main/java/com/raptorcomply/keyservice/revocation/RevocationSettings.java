package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.keyservice.client.protocol.LeaseTerms;
import java.time.Duration;

/**
 * How long gateways may trust what they hold.
 *
 * @param termMillis L ({@code lease.term}): no revocation waits longer than this and the margin for a gateway that is cut off
 * @param graceMillisMax the longest outage grace that a gateway gets if it asks ({@code outageGraceMax}); every receipt pays it
 * @param warmGrantsMax recently used grants that a join brings at most ({@code lease.warmGrantsMax})
 * @param changesMax changes that a renewal brings at most ({@code lease.changesMax})
 * @param changesKept for how long the log holds a change ({@code changeLog.retention}); who lacks an older one joins again
 */
public record RevocationSettings(
        long termMillis, long graceMillisMax, int warmGrantsMax, int changesMax, Duration changesKept) {
    /** What a gateway gets that wants so much grace. */
    LeaseTerms terms(long graceMillisWanted) {
        return LeaseTerms.of(termMillis, Math.max(0, Math.min(graceMillisMax, graceMillisWanted)));
    }
}
