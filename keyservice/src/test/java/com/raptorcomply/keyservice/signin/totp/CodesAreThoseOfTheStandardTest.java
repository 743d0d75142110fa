package com.raptorcomply.keyservice.signin.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodesAreThoseOfTheStandardTest {
    private static final TotpSecret SECRET = new TotpSecret("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    /** The last six of the eight digits in RFC 6238 appendix B. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void code(long seconds, String code) {
        assertThat(SECRET.code(seconds / TotpSecret.STEP_SECONDS)).isEqualTo(code);
    }

    @Test
    void oneStepOffIsAcceptedAndTwoAreNot() {
        long now = 1_234_567_890;
        long step = now / TotpSecret.STEP_SECONDS;

        assertThat(SECRET.step(SECRET.code(step - 1), now, 0)).hasValue(step - 1);
        assertThat(SECRET.step(SECRET.code(step + 1), now, 0)).hasValue(step + 1);
        assertThat(SECRET.step(SECRET.code(step - 2), now, 0)).isEmpty();
        assertThat(SECRET.step(SECRET.code(step + 2), now, 0)).isEmpty();
    }

    @Test
    void stepThatWasAcceptedIsNotAcceptedAgain() {
        long now = 1_234_567_890;
        long step = now / TotpSecret.STEP_SECONDS;

        assertThat(SECRET.step(SECRET.code(step), now, step)).isEmpty();
        assertThat(SECRET.step(SECRET.code(step - 1), now, step)).isEmpty();
    }

    @Test
    void secretIsShownAsRfc4648HasIt() {
        assertThat(SECRET.base32()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(SECRET.uri("a+b@example.test"))
                .isEqualTo("otpauth://totp/Raptor%20Comply:a%2Bb%40example.test?secret=" + SECRET.base32()
                        + "&issuer=Raptor%20Comply&algorithm=SHA1&digits=6&period=30");
    }
}
