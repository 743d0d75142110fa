package com.raptorcomply.keyservice.stamp;

import static com.raptorcomply.keyservice.stamp.Stamps.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.StampVerdict.Invalid;
import com.raptorcomply.keyservice.stamp.StampVerdict.Reason;
import org.junit.jupiter.api.Test;

class StampEndsTest {
    private final Stamps stamps = new Stamps();

    @Test
    void afterItsEndAndTheLeeway() {
        assertThat(stamps.verifyAt(NOW + 65, signed(stamps.payload()))).isEqualTo(new Invalid(Reason.EXPIRED));
    }

    @Test
    void itIsInvalidBeforeItWasIssued() {
        assertThat(stamps.verifyAt(NOW - 6, signed(stamps.payload()))).isEqualTo(new Invalid(Reason.NOT_YET_VALID));
    }

    @Test
    void itsLifeIsBounded() {
        assertThat(stamps.verify(signed(stamps.payload().replace("\"exp\":" + (NOW + 60), "\"exp\":" + (NOW + 61)))))
                .isEqualTo(new Invalid(Reason.EXPIRED));
    }

    @Test
    void anEndBeforeTheBeginningIsInvalid() {
        assertThat(stamps.verify(signed(stamps.payload().replace("\"exp\":" + (NOW + 60), "\"exp\":" + NOW))))
                .isEqualTo(new Invalid(Reason.EXPIRED));
    }

    @Test
    void anotherServicesStampIsInvalid() {
        assertThat(stamps.verify(signed(stamps.payload().replace("\"resources\"", "\"keyservice\""))))
                .isEqualTo(new Invalid(Reason.AUDIENCE));
    }

    private String signed(String payload) {
        return stamps.sign(stamps.header(), payload);
    }
}
