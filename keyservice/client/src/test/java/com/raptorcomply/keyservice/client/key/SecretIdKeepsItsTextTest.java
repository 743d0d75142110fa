package com.raptorcomply.keyservice.client.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretIdKeepsItsTextTest {
    private static final TagKeys TAG_KEYS = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));

    @ParameterizedTest
    @ValueSource(strings = {"00000000000", "zzzzzzzzzzz", "0000000000z", "z0000000000", "9AZaz09AZaz"})
    void atTheEdges(String text) {
        assertThat(SecretId.of(text)).hasToString(text);
    }

    @Test
    void ofAnyKeyAndAsPresented() {
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 1_000; i++) {
            NewKey key = NewKey.mint(TAG_KEYS, random);
            PresentedKey.Wellformed presented = (PresentedKey.Wellformed) PresentedKey.parse(key.reveal());

            assertThat(presented.secretId()).isEqualTo(key.secretId());
            assertThat(presented.secret())
                    .isEqualTo(SecretId.of(key.secretId()))
                    .hasSameHashCodeAs(SecretId.of(key.secretId()));
        }
    }

    @Test
    void anotherLastDigitIsAnotherId() {
        assertThat(SecretId.of("AbCdEfGhIjK")).isNotEqualTo(SecretId.of("AbCdEfGhIjL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "0123456789ab", "0123456789-"})
    void anyOtherTextIsRefused(String text) {
        assertThatThrownBy(() -> SecretId.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
