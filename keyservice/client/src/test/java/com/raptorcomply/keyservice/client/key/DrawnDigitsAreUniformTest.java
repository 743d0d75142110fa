package com.raptorcomply.keyservice.client.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class DrawnDigitsAreUniformTest {

    /**
     * Draws 620,000 digits: each is expected 10,000 times, with a standard deviation of 99. A modulo without rejection
     * is off by 20 %.
     */
    @Test
    void eachDigitComesAboutAsOften() {
        byte[] drawn = new byte[620_000];
        Base62.random(new SecureRandom(), drawn, 0, drawn.length);
        int[] counts = new int[128];
        for (byte digit : drawn) {
            counts[digit]++;
        }

        for (char digit : Keys.ALPHABET.toCharArray()) {
            assertThat(counts[digit]).as("digit %s", digit).isBetween(9_200, 10_800);
        }
    }
}
