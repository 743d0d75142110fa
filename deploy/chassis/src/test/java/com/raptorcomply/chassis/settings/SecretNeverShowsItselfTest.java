package com.raptorcomply.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretNeverShowsItselfTest {
    record Strict(Secret password) {
        Strict {
            new Checks()
                    .expect(false, "password", password.reveal(), "another one")
                    .done();
        }
    }

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
        Map<String, String> both = Map.of("X_PASSWORD", "hunter3", "X_PASSWORD_FILE", file.toString());
        assertThatThrownBy(() -> Sample.read(both, Map.of()))
                .hasMessageContaining("X_PASSWORD and as a file at environment variable X_PASSWORD_FILE")
                .hasMessageNotContainingAny("hunter2", "hunter3");
    }

    @Test
    void inAnErrorAboutAnUnknownSetting() {
        assertThatThrownBy(() -> Sample.read(Map.of(), Map.of("pasword", "hunter2")))
                .hasMessage("Unknown setting 'pasword' at handed in; did you mean 'password'?");
    }

    @Test
    void inAnErrorOfTheRecordThatHasIt() {
        Settings settings = Settings.load("X", null, Map.of("X_PASSWORD", "hunter2"), Map.of());
        assertThatThrownBy(() -> ConfigReader.of(Strict.class, Map.of()).read(settings))
                .hasMessage("Setting 'password' at environment variable X_PASSWORD is not accepted;"
                        + " expected another one");
    }

    @Test
    void inTheValuesInForce() {
        Map<String, String> secrets = Map.of("X_PASSWORD", "hunter2", "X_TAG_KEYS_1", "hunter3");
        assertThat(Sample.examine(null, secrets).yaml())
                .contains("password: \"[secret]\"  # environment variable X_PASSWORD\n")
                .contains("tagKeys:\n  \"1\": \"[secret]\"  # environment variable X_TAG_KEYS_1\n")
                .doesNotContain("hunter");
    }

    @Test
    void asTheAccountInAUrl() {
        assertThat(Sample.examine(null, Map.of("X_URL", "http://me:hunter2@n:1"))
                        .yaml())
                .contains("http://[hidden]@n:1")
                .doesNotContain("hunter2");
        assertThat(Sample.examine(null, Map.of("X_PEERS", "http://me:hunter2@n:1"))
                        .faults()
                        .toString())
                .contains("http://[hidden]@n:1")
                .doesNotContain("hunter2");
    }

    @Test
    void whenReadFromAFileWhoseLastLineBreakIsNotPartOfIt() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "hunter2\n");
        Secret secret = password(Map.of("X_PASSWORD_FILE", file.toString()));
        assertThat(secret.matches("hunter2")).isTrue();
        assertThat(secret.matches("hunter2\n")).isFalse();
        assertThat(secret.matches(null)).isFalse();
    }

    @Test
    void whenItsFileIsMissing() {
        assertThatThrownBy(() -> password(Map.of("X_PASSWORD_FILE", directory + "/none")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("the file cannot be read");
    }

    @Test
    void whenItsFileHoldsNone() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), " \n");
        assertThatThrownBy(() -> password(Map.of("X_PASSWORD_FILE", file.toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessageEndingWith("is empty");
    }

    /** Some editors put the mark there, and the database would refuse the password without a word about it. */
    @Test
    void whenItsFileBeginsWithAByteOrderMark() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "\ufeffhunter2");
        assertThatThrownBy(() -> password(Map.of("X_PASSWORD_FILE", file.toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessageEndingWith("the file begins with a byte order mark, which no secret has");
    }

    @Test
    void andAnEmptyVariableGivesNone() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "hunter2");
        assertThat(password(Map.of("X_PASSWORD", "hunter2", "X_PASSWORD_FILE", ""))
                        .matches("hunter2"))
                .isTrue();
        assertThat(password(Map.of("X_PASSWORD", "", "X_PASSWORD_FILE", file.toString()))
                        .matches("hunter2"))
                .isTrue();
        assertThat(Sample.read(Map.of("X_PASSWORD", "", "X_PASSWORD_FILE", ""), Map.of())
                        .password())
                .isNull();
    }

    private static Secret password(Map<String, String> environment) {
        return Objects.requireNonNull(Sample.read(environment, Map.of()).password());
    }
}
