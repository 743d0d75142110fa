package com.raptorcomply.chassis.service;

/**
 * What a readiness check found.
 *
 * @param message empty when all is well, else one sentence without host names or secrets
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
