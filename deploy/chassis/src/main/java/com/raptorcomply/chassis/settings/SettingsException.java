package com.raptorcomply.chassis.settings;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Reports settings that are missing, unknown or invalid, one line each. A line names the setting, the origin of its
 * value (file, line and column, or environment variable), the value unless it is a secret, and the accepted values.
 */
public final class SettingsException extends RuntimeException {
    private final transient List<Fault> faults;

    /**
     * One setting that a record does not accept.
     *
     * @param setting its name below the record
     * @param value as written; empty if it must not be shown
     * @param expected the accepted values, as the end of a sentence
     */
    record Fault(String setting, String value, String expected) {
        @Override
        public String toString() {
            String shown = value.isEmpty() ? " is" : ": '" + value + "' is";
            return "Setting '" + setting + "'" + shown + " not accepted; expected " + expected;
        }
    }

    public SettingsException(String message) {
        super(masked(message));
        this.faults = List.of();
    }

    SettingsException(List<Fault> faults) {
        super(masked(faults.stream().map(Fault::toString).collect(Collectors.joining("\n"))));
        this.faults = List.copyOf(faults);
    }

    /** Returns the faults that a record's constructor found; empty for any other fault. */
    List<Fault> faults() {
        return faults;
    }

    /** Returns the text without user and password in its URLs. */
    static String masked(String text) {
        return text.replaceAll("(?<=://)[^/@\\s]*@", "[hidden]@");
    }
}
