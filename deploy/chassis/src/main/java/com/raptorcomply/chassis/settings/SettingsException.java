package com.raptorcomply.chassis.settings;

/**
 * A setting that is missing, unknown or not acceptable. The message names the setting, where its value came from (file
 * and line, or environment variable), the value unless it is a secret's, and what is accepted.
 */
public final class SettingsException extends RuntimeException {
    public SettingsException(String message) {
        super(masked(message));
    }

    /** The text without what stands for user and password in its URLs. */
    static String masked(String text) {
        return text.replaceAll("(?<=://)[^/@\\s]*@", "[hidden]@");
    }
}
