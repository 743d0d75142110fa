package com.raptorcomply.keyservice.client.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Revocation: Time. The lease must end before the wait does if a gateway's clock is 0.5 % slow and a key service's 0.5
 * % fast.
 */
class MarginCoversClocksThatPartTest {
    private static final double RATE = 0.005;

    @ParameterizedTest
    @CsvSource({"1, 0", "4900, 0", "4951, 0", "5000, 0", "5000, 1", "60000, 0", "60000, 3600000", "12345, 678901"})
    void theLeaseIsOverWhenTheWaitIs(long termMillis, long graceMillis) {
        LeaseTerms terms = LeaseTerms.of(termMillis, graceMillis);

        double leaseEnds = (termMillis + graceMillis) / (1 - RATE);
        double waitEnds = terms.waitMillis() / (1 + RATE);

        assertThat(waitEnds).isGreaterThanOrEqualTo(leaseEnds);
        assertThat(terms.marginMillis()).isGreaterThanOrEqualTo(LeaseTerms.MARGIN_MILLIS_MIN);
    }

    @ParameterizedTest
    @CsvSource({"60000, 3600000"})
    void aHundredthIsTooLittle(long termMillis, long graceMillis) {
        long hundredth = (termMillis + graceMillis) / 100;

        assertThatThrownBy(() -> new LeaseTerms(termMillis, graceMillis, hundredth))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
