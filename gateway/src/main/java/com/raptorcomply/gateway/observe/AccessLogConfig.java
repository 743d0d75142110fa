package com.raptorcomply.gateway.observe;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Default;

/**
 * The settings {@code accessLog}: how much of the requests is logged.
 *
 * @param linesPerSecondMax for each event loop, on the average; as many at once after a quiet time
 * @param ratio of the requests that were neither refused nor failed: 0 to 1
 */
public record AccessLogConfig(
        @Default("50") int linesPerSecondMax, @Default("1") double ratio) {
    public AccessLogConfig {
        new Checks()
                .within("linesPerSecondMax", linesPerSecondMax, 0, 1_000_000)
                .done();
    }
}
