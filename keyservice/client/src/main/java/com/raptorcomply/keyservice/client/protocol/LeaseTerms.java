package com.raptorcomply.keyservice.client.protocol;

/**
 * The durations of a session, fixed by its join and stored in its row of {@code gateway_lease} (Revocation: Session).
 *
 * @param termMillis L: how long one renewal lets the gateway use cached grants
 * @param graceMillis g: how much longer while the key service is unreachable; 0: no longer
 * @param marginMillis m: how much longer than both the key service waits, because clocks drift
 */
public record LeaseTerms(long termMillis, long graceMillis, long marginMillis) {
    /** The minimum of m. */
    public static final long MARGIN_MILLIS_MIN = 50;

    /**
     * Checks the durations.
     *
     * @throws IllegalArgumentException unless the term is positive, the grace not negative and the margin large enough
     */
    public LeaseTerms {
        if (termMillis < 1 || graceMillis < 0 || marginMillis < margin(termMillis + graceMillis)) {
            throw new IllegalArgumentException("Lease terms out of bounds: term " + termMillis + " ms, grace "
                    + graceMillis + " ms, margin " + marginMillis + " ms");
        }
    }

    /** Creates terms with the margin that the protocol needs: a 99th of L + g, rounded up, at least 50 ms. */
    public static LeaseTerms of(long termMillis, long graceMillis) {
        return new LeaseTerms(termMillis, graceMillis, margin(termMillis + graceMillis));
    }

    /** Returns L + g + m. The gateway serves nothing from the session's cache if it has not renewed for that long. */
    public long waitMillis() {
        return termMillis + graceMillis + marginMillis;
    }

    /**
     * Two clocks that are off by 0.5 %, one slow, one fast, diverge by 1.005 / 0.995 - 1 = 1.00503 %. That is more than
     * a hundredth, so the margin is a 99th.
     */
    private static long margin(long termAndGraceMillis) {
        return Math.max(MARGIN_MILLIS_MIN, (termAndGraceMillis + 98) / 99);
    }
}
