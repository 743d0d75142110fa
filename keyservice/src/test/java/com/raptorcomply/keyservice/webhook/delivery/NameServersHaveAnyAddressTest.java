package com.raptorcomply.keyservice.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.settings.SettingsException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameServersHaveAnyAddressTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.2, 10.0.0.2, 53",
        "10.0.0.2:5353, 10.0.0.2, 5353",
        "2001:4860:4860::8888, 2001:4860:4860::8888, 53",
        "::1, ::1, 53",
        "[2001:db8::2], 2001:db8::2, 53",
        "[2001:db8::2]:5353, 2001:db8::2, 5353",
    })
    void withOrWithoutAPort(String setting, String address, int port) {
        assertThat(config(setting).resolvers()).containsExactly(new InetSocketAddress(address, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.2:0", "10.0.0.2:65536", "10.0.0", "dns.example.test", "[10.0.0.2", "10.0.0.0/8", ""})
    void otherTextIsRefused(String setting) {
        assertThatThrownBy(() -> config(setting)).isInstanceOf(SettingsException.class);
    }

    private static WebhookConfig config(String nameServer) {
        Duration second = Duration.ofSeconds(1);
        return new WebhookConfig(null, null, List.of(), List.of(nameServer), null, second, second, second);
    }
}
