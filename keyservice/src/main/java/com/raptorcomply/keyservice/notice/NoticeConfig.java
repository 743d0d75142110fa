package com.raptorcomply.keyservice.notice;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Default;
import java.time.Duration;

/**
 * The settings {@code notices}.
 *
 * @param check the time between two looks for keys that end or are not used
 * @param retention the time that alerts and the logs of webhooks are kept
 */
public record NoticeConfig(
        @Default("1m") Duration check, @Default("90d") Duration retention) {
    public NoticeConfig {
        new Checks()
                .within("check", check, Duration.ofMillis(100), Duration.ofHours(1))
                .within("retention", retention, Duration.ofDays(7), Duration.ofDays(3_650))
                .done();
    }
}
