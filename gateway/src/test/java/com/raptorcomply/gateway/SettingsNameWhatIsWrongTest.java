package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsNameWhatIsWrongTest {
    private static final String RIGHT = """
            keyservice: {urls: ["http://k:8081"], credential: c}
            upstreams:
              resources: {urls: ["http://r:8082"]}
            """;

    @TempDir
    Path folder = Path.of(".");

    @Test
    void aRouteToNowhere() throws Exception {
        assertRefused(RIGHT + """
                routes:
                  - {prefix: /facilities, upstream: resources}
                  - {prefix: /tasks, upstream: elsewhere}
                """, ":6", "elsewhere");
    }

    @Test
    void aPrefixThatIsNoPath() throws Exception {
        assertRefused(RIGHT + """
                routes:
                  - {prefix: /a/../b, upstream: resources}
                """, ":5", "/a/../b");
    }

    @Test
    void twoRoutesOfOnePrefix() throws Exception {
        assertRefused(RIGHT + """
                routes:
                  - {prefix: /a, upstream: resources}
                  - {prefix: /a, upstream: resources}
                """, ":6", "/a");
    }

    @Test
    void anUpstreamThatIsNoUrl() throws Exception {
        assertRefused(RIGHT.replace("http://r:8082", "ftp://r"), ":3", "ftp://r");
    }

    private void assertRefused(String yaml, String line, String value) throws Exception {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), yaml);
        Settings settings = Settings.load("GATEWAY", file, Map.of(), Map.of());

        assertThatThrownBy(() -> GatewaySettings.from(settings))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("gateway.yaml" + line)
                .hasMessageContaining(value);
    }
}
