package com.raptorcomply.keyservice.client.protocol;

/**
 * What a row of {@code gateway_lease} was joined with; fixed for the session's life (Revocation: Session).
 *
 * @param termMillis L: how long a renewal lets cached grants be used
 * @param graceMillis g: how much longer while the key service cannot be reached; 0: not at all
 * @param marginMillis m: what the key service waits beyond both, for clocks that drift
 */
public record LeaseTerms(long termMillis, long graceMillis, long marginMillis) {
    /** The least m. */
    public static final long MARGIN_MILLIS_MIN = 50;

    /** @throws IllegalArgumentException unless the term is positive, the grace not negative, the margin large enough */
    public LeaseTerms {
        if (termMillis < 1 || graceMillis < 0 || marginMillis < margin(termMillis + graceMillis)) {
            throw new IllegalArgumentException("Terms out of bounds: term " + termMillis + " ms, grace " + graceMillis
                    + " ms, margin " + marginMillis + " ms");
        }
    }

    /** With the margin that the protocol needs: a 99th of L + g, rounded up, at least 50 ms. */
    public static LeaseTerms of(long termMillis, long graceMillis) {
        return new LeaseTerms(termMillis, graceMillis, margin(termMillis + graceMillis));
    }

    /** L + g + m: after so long without a renewal nothing is served from the session's cache. */
    public long waitMillis() {
        return termMillis + graceMillis + marginMillis;
    }

    /**
     * Two clocks that are off by 0.5 %, one slow, one fast, part by 1.005 / 0.995 - 1 = 1.00503 %, which is more than a
     * hundredth.
     */
    private static long margin(long termAndGraceMillis) {
        return Math.max(MARGIN_MILLIS_MIN, (termAndGraceMillis + 98) / 99);
    }
}
