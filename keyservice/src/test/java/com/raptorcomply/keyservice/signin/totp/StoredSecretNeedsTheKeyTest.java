package com.raptorcomply.keyservice.signin.totp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.settings.ConfigReader;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.settings.SettingsException;
import com.raptorcomply.keyservice.signin.session.SessionConfig;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredSecretNeedsTheKeyTest {
    private static final String KEY = key(1);
    private static final String ANOTHER = key(2);

    private final UUID person = UUID.randomUUID();
    private final TotpSecret secret = TotpSecret.random();

    @Test
    void itsOwnOrAsThePreviousOne() {
        byte[] stored = cipher(Map.of("totpKey", KEY)).encrypt(secret, person);

        assertThat(cipher(Map.of("totpKey", KEY))
                        .decrypt(stored, person)
                        .orElseThrow()
                        .reveal())
                .isEqualTo(secret.reveal());
        assertThat(cipher(Map.of("totpKey", ANOTHER, "totpKeyPrevious", KEY)).decrypt(stored, person))
                .isPresent();
        assertThat(cipher(Map.of("totpKey", ANOTHER)).decrypt(stored, person)).isEmpty();
        assertThat(cipher(Map.of()).decrypt(stored, person)).isEmpty();
    }

    @Test
    void isOfOnePersonAndUnchanged() {
        SecretCipher cipher = cipher(Map.of("totpKey", KEY));
        byte[] stored = cipher.encrypt(secret, person);

        assertThat(cipher.decrypt(stored, UUID.randomUUID())).isEmpty();
        stored[stored.length - 1] ^= 1;
        assertThat(cipher.decrypt(stored, person)).isEmpty();
        assertThat(cipher.encrypt(secret, person)).isNotEqualTo(cipher.encrypt(secret, person));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2hunter2", "AAAA", "!"})
    void keyThatIsNoneIsRefusedWithoutBeingShown(String key) {
        Settings settings = Settings.load("TEST", null, Map.of(), Map.of("sessions.totpKey", key));
        assertThatThrownBy(() -> ConfigReader.ofPart(SessionsOnly.class).read(settings))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("sessions.totpKey")
                .hasMessageNotContaining("'" + key + "'");
    }

    private record SessionsOnly(SessionConfig sessions) {}

    private static SecretCipher cipher(Map<String, String> keys) {
        return SecretCipher.of(secret(keys.get("totpKey")), secret(keys.get("totpKeyPrevious")));
    }

    private static @Nullable Secret secret(@Nullable String text) {
        return text == null ? null : Secret.of(text);
    }

    private static String key(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
