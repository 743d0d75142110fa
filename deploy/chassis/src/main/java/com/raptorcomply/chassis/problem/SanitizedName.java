package com.raptorcomply.chassis.problem;

/**
 * Makes a client's name safe to show: truncates it to 64 characters, and replaces characters that could mislead a
 * reader and texts that look like API keys.
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
