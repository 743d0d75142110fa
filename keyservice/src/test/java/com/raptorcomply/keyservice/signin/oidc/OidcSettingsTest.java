package com.raptorcomply.keyservice.signin.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.settings.ConfigReader;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.settings.SettingsException;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OidcSettingsTest {
    private static final Map<String, Object> GOOD = Map.of(
            "oidc.issuer", "https://login.example.test/realms/power",
            "oidc.clientId", "key-service",
            "oidc.clientSecret", "hush",
            "oidc.redirectBase", "https://keys.example.test");

    @Test
    void namesWhereBrowsersComeBack() {
        assertThat(read(GOOD).orElseThrow().redirectUri())
                .isEqualTo("https://keys.example.test/sessions/oidc/callback");
        assertThat(read(GOOD).toString()).doesNotContain("hush");
    }

    @Test
    void isOffByDefault() {
        assertThat(read(Map.of())).isEmpty();
        TestService service = TestService.shared();
        for (String path : new String[] {"/sessions/oidc", "/sessions/oidc/callback?code=a&state=b"}) {
            Reply reply = service.get(null, path);
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.header("Set-Cookie")).isEmpty();
        }
        assertThat(service.post(null, "/sessions/oidc", "{\"code\":\"123456\"}").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oidc.clientId", "oidc.clientSecret", "oidc.redirectBase"})
    void isWholeOrNot(String name) {
        Map<String, Object> some = new HashMap<>(GOOD);
        some.remove(name);
        assertThatThrownBy(() -> read(some))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({
        "oidc.issuer, http://login.example.test",
        "oidc.issuer, https://login.example.test?realm=power",
        "oidc.issuer, login.example.test",
        "oidc.redirectBase, http://keys.example.test",
        "oidc.redirectBase, https://keys.example.test/admin",
        "oidc.redirectBase, https://keys.example.test?x=1",
    })
    void isRefusedWhereSecretsWouldTravelInTheOpenOrBrowsersGetLost(String name, String value) {
        Map<String, Object> odd = new HashMap<>(GOOD);
        odd.put(name, value);
        assertThatThrownBy(() -> read(odd))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(name);
    }

    private record OidcOnly(@Nullable OidcConfig oidc) {}

    private static Optional<OidcConfig> read(Map<String, Object> given) {
        Settings settings = Settings.load("TEST", null, Map.of(), given);
        return Optional.ofNullable(
                ConfigReader.ofPart(OidcOnly.class).read(settings).oidc());
    }
}
