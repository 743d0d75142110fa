package com.raptorcomply.gateway.observe;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Default;

/**
 * The settings {@code accessLog}: the bounds of the access log.
 *
 * @param linesPerSecondMax for each event loop, on average; as many at once after a quiet second
 * @param ratio of the successful requests that is logged: 0 to 1
 */
public record AccessLogConfig(
        @Default("50") int linesPerSecondMax, @Default("1") double ratio) {
    public AccessLogConfig {
        new Checks()
                .within("linesPerSecondMax", linesPerSecondMax, 0, 1_000_000)
                .done();
    }
}
