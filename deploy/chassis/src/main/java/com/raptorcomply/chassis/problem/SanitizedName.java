package com.raptorcomply.chassis.problem;

/**
 * A name that a client made up, cut to 64 characters and cleaned of what could mislead whoever reads the answer, and of
 * anything that looks like a key.
 */
public final class SanitizedName {
    private static final int CHARACTERS_MAX = 64;

    private SanitizedName() {}

    public static String of(String name) {
        String keyless = name.replaceAll("rc_live_[0-9A-Za-z]+", "rc_live_…");
        String cut = keyless.length() <= CHARACTERS_MAX ? keyless : keyless.substring(0, CHARACTERS_MAX) + '…';
        return cut.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\u2028\u2029]", "?");
    }
}
