package com.raptorcomply.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretNeverShowsItselfTest {
    @TempDir
    private Path directory;

    @Test
    void inItsText() {
        record Holder(Secret password) {}
        assertThat(new Holder(Secret.of("hunter2"))).asString().isEqualTo("Holder[password=[secret]]");
    }

    @Test
    void inAnErrorAboutTwoSources() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "hunter2");
        Settings settings = Settings.load(
                "KEYSERVICE",
                null,
                Map.of("KEYSERVICE_PASSWORD", "hunter3", "KEYSERVICE_PASSWORD_FILE", file.toString()),
                Map.of());
        assertThatThrownBy(() -> settings.secret("password"))
                .hasMessageContaining("KEYSERVICE_PASSWORD")
                .hasMessageContaining("KEYSERVICE_PASSWORD_FILE")
                .hasMessageNotContainingAny("hunter2", "hunter3");
    }

    @Test
    void inAnErrorAboutAnUnknownSetting() {
        Settings settings = Settings.load("KEYSERVICE", null, Map.of(), Map.of("pasword", "hunter2"));
        assertThatThrownBy(settings::refuseUnknown).hasMessage("Unknown setting 'pasword' at handed in");
    }

    @Test
    void whenReadFromAFileWhoseLastLineBreakIsNotPartOfIt() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "hunter2\n");
        Settings settings =
                Settings.load("KEYSERVICE", null, Map.of("KEYSERVICE_PASSWORD_FILE", file.toString()), Map.of());
        Secret secret = settings.secret("password");
        assertThat(secret.matches("hunter2")).isTrue();
        assertThat(secret.matches("hunter2\n")).isFalse();
        assertThat(secret.matches(null)).isFalse();
    }

    @Test
    void whenItsFileIsMissing() {
        Settings settings =
                Settings.load("KEYSERVICE", null, Map.of("KEYSERVICE_PASSWORD_FILE", directory + "/none"), Map.of());
        assertThatThrownBy(() -> settings.secret("password"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("the file cannot be read");
    }

    @Test
    void whenItsFileHoldsNone() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), " \n");
        Settings settings =
                Settings.load("KEYSERVICE", null, Map.of("KEYSERVICE_PASSWORD_FILE", file.toString()), Map.of());
        assertThatThrownBy(() -> settings.secret("password"))
                .isInstanceOf(SettingsException.class)
                .hasMessageEndingWith("is empty");
    }
}
