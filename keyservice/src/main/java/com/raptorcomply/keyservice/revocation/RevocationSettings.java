package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.keyservice.client.protocol.Terms;
import java.time.Duration;

/**
 * How long gateways may trust what they hold, under {@code lease}.
 *
 * @param termMillis L ({@code lease.term}): no revocation waits longer than this and the margin for a gateway that is cut off
 * @param graceMillisMax the longest outage grace that a gateway gets if it asks ({@code lease.graceMax}); every receipt pays it
 * @param warmGrantsMax recently used grants that a join brings at most ({@code lease.warmGrantsMax})
 * @param changesMax changes that a renewal brings at most ({@code lease.changesMax})
 * @param changesKept for how long the log holds a change ({@code lease.changesKept}); who lacks an older one joins again
 */
public record RevocationSettings(
        long termMillis, long graceMillisMax, int warmGrantsMax, int changesMax, Duration changesKept) {
    private static final Duration TERM_MIN = Duration.ofMillis(200);
    private static final Duration TERM_MAX = Duration.ofMinutes(1);
    private static final Duration GRACE_MAX = Duration.ofHours(1);
    private static final Duration KEPT_MIN = Duration.ofMinutes(1);
    private static final Duration KEPT_MAX = Duration.ofDays(3_650);

    public static RevocationSettings from(Settings settings) {
        Settings lease = settings.child("lease");
        return new RevocationSettings(
                lease.duration("term", Duration.ofSeconds(5), TERM_MIN, TERM_MAX)
                        .toMillis(),
                lease.duration("graceMax", Duration.ZERO, Duration.ZERO, GRACE_MAX)
                        .toMillis(),
                lease.integer("warmGrantsMax", 50_000, 0, 200_000),
                lease.integer("changesMax", 1_000, 1, 10_000),
                lease.duration("changesKept", Duration.ofDays(7), KEPT_MIN, KEPT_MAX));
    }

    /** What a gateway gets that wants so much grace. */
    Terms terms(long graceMillisWanted) {
        return Terms.of(termMillis, Math.max(0, Math.min(graceMillisMax, graceMillisWanted)));
    }
}
