package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Invented keys with the right form and checksum but a guessed tag cause no verification. */
class FloodOfInventedKeysSendsNoVerificationTest {
    private static final int KEYS = 5_000;

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest().with("limits.badKeysPerAddress.requests", 10 * KEYS);

    @Test
    @Timeout(60)
    void andEachIsRefused() throws Exception {
        STAGE.awaitLease();
        byte[] guess = new byte[TagKeys.KEY_BYTES_MIN];
        Arrays.fill(guess, (byte) 7);
        TagKeys guessed = new TagKeys('1', Map.of('1', guess));
        SecureRandom random = new SecureRandom();
        StringBuilder flood = new StringBuilder();
        for (int i = 0; i < KEYS; i++) {
            flood.append("GET /validate HTTP/1.1\r\nHost: a\r\nX-API-Key: ")
                    .append(NewKey.mint(guessed, random).reveal())
                    .append(i == KEYS - 1 ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n");
        }

        String answers = STAGE.rawUntilClosed(flood.toString());

        assertThat(answers.split("HTTP/1.1 401 ", -1)).hasSize(KEYS + 1);
        assertThat(STAGE.keyService().questions()).isZero();
    }
}
