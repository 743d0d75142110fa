package com.raptorcomply.chassis.service;

/**
 * The result of a readiness check.
 *
 * @param message empty if the check passed, else one sentence without host names or secrets
 */
public record CheckResult(boolean passed, String message) {
    private static final CheckResult OK = new CheckResult(true, "");

    public static CheckResult ok() {
        return OK;
    }

    public static CheckResult failing(String message) {
        return new CheckResult(false, message);
    }
}
