package com.raptorcomply.gateway;

import com.raptorcomply.chassis.settings.Settings;
import java.time.Duration;

/**
 * How a gateway stops.
 *
 * @param delayMillis that it still takes new connections although it says that it is not ready, so that balancers can see it
 * @param timeoutMillis that requests in flight get to end afterwards
 */
record DrainSettings(long delayMillis, long timeoutMillis) {
    private static final Duration MAX = Duration.ofMinutes(10);

    static DrainSettings from(Settings settings) {
        return new DrainSettings(
                settings.duration("drainDelay", Duration.ofSeconds(5), Duration.ZERO, MAX)
                        .toMillis(),
                settings.duration("drainTimeout", Duration.ofSeconds(20), Duration.ZERO, MAX)
                        .toMillis());
    }
}
