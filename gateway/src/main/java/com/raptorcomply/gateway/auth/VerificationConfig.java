package com.raptorcomply.gateway.auth;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Default;
import java.time.Duration;

/**
 * The settings {@code verification}: bounds of the requests to the key service.
 *
 * @param inFlightMax verifications under way at once, over all keys
 * @param waitingMax keys that wait for their turn; past it requests are refused as overloaded
 * @param requestsPerKeyMax requests that wait for one key's verification
 * @param attemptsMax the number of times that a key is verified again because a change overtook the response
 * @param timeout of one verification
 */
public record VerificationConfig(
        @Default("64") int inFlightMax,
        @Default("10000") int waitingMax,
        @Default("2000") int requestsPerKeyMax,
        @Default("10") int attemptsMax,
        @Default("2s") Duration timeout) {
    public VerificationConfig {
        new Checks()
                .within("inFlightMax", inFlightMax, 1, 10_000)
                .within("waitingMax", waitingMax, 0, 1_000_000)
                .within("requestsPerKeyMax", requestsPerKeyMax, 1, 1_000_000)
                .within("attemptsMax", attemptsMax, 1, 100)
                .within("timeout", timeout, Duration.ofMillis(1), Duration.ofMinutes(1))
                .done();
    }
}
