package com.raptorcomply.gateway;

import com.raptorcomply.chassis.settings.Settings;

/**
 * How much of what passes is logged.
 *
 * @param linesPerSecondMax for each event loop, on the average; as many at once after a quiet time
 * @param ratio of the requests that were neither refused nor failed: 0 to 1
 */
record AccessLogSettings(int linesPerSecondMax, double ratio) {
    private static final int LINES_MAX = 1_000_000;

    static AccessLogSettings from(Settings settings) {
        Settings log = settings.child("accessLog");
        return new AccessLogSettings(log.integer("linesPerSecondMax", 50, 0, LINES_MAX), log.ratio("ratio", 1));
    }
}
