package com.raptorcomply.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownSettingIsRefusedTest {
    @TempDir
    private Path directory;

    @Test
    void withItsNameAndLine() throws IOException {
        Settings settings = yaml("port: 1\nroutes:\n- path: /a\n  timeuot: 5s\ndatabse: {url: x}\n");
        settings.integer("port", 0, 0, 9);
        settings.children("routes").forEach(route -> route.string("path"));
        assertThatThrownBy(settings::refuseUnknown)
                .hasMessage(
                        "Unknown setting 'routes[0].timeuot' at " + file() + ":4, 'databse.url' at " + file() + ":5");
    }

    @Test
    void butNotOneThatAStrongerSourceHides() throws IOException {
        Files.writeString(file(), "port: 1\nempty:\n");
        Settings settings = Settings.load("X", file(), Map.of(), Map.of("port", 2));
        settings.integer("port", 0, 0, 9);
        settings.child("empty").string("anything", "");
        assertThatCode(settings::refuseUnknown).doesNotThrowAnyException();
    }

    @Test
    void variableThatNobodyReadIsNamed() {
        Map<String, String> environment =
                Map.of("X_PORT", "1", "X_PROT", "2", "X_TOKEN_FILE", "/none", "XY_PORT", "3", "PATH", "/bin");
        Settings settings = Settings.load("X", null, environment, Map.of());
        settings.integer("port", 0, 0, 9);
        assertThat(settings.unreadVariables()).containsExactly("X_PROT", "X_TOKEN_FILE");
        assertThatThrownBy(() -> settings.secret("token"));
        assertThat(settings.unreadVariables()).containsExactly("X_PROT");
    }

    private Settings yaml(String text) throws IOException {
        Files.writeString(file(), text);
        return Settings.load("X", file(), Map.of(), Map.of());
    }

    private Path file() {
        return directory.resolve("x.yaml");
    }
}
