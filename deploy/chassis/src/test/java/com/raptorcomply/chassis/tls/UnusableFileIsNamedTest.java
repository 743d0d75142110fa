package com.raptorcomply.chassis.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.settings.ConfigReader;
import com.raptorcomply.chassis.settings.Settings;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sentence about a file names the setting with its place, the file, and what is wrong with it. */
class UnusableFileIsNamedTest {
    private static final List<String> HERE = List.of("localhost");

    @TempDir
    Path folder = Path.of(".");

    private final Vertx vertx = Vertx.vertx();
    private TestAuthority authority;
    private TlsConfig good;

    record Config(@Nullable TlsConfig tls, @Nullable TlsConfig serviceTls) {}

    @BeforeEach
    void issue() {
        authority = new TestAuthority(folder.resolve("ours"));
        good = authority.issue("good", HERE, Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void noneIfAllAreRight() throws Exception {
        assertThat(faults(good.certificateFile(), good.keyFile(), authority.certificateFile()))
                .isEmpty();
    }

    @Test
    void aDirectoryOrNothing() throws Exception {
        Path missing = folder.resolve("missing.key");
        assertFault(good.certificateFile(), missing, "keyFile", missing, "there is no such file");
        assertFault(folder, good.keyFile(), "certificateFile", folder, "it is a directory");
    }

    @Test
    void aFileOfAnotherKind() throws Exception {
        assertFault(
                good.keyFile(),
                good.keyFile(),
                "certificateFile",
                good.keyFile(),
                "it has no line -----BEGIN CERTIFICATE-----");
        assertFault(
                good.certificateFile(),
                good.certificateFile(),
                "keyFile",
                good.certificateFile(),
                "it has no line -----BEGIN PRIVATE KEY-----");
        assertThat(faults(good.certificateFile(), good.keyFile(), good.keyFile()))
                .singleElement()
                .asString()
                .contains("Setting 'tls.authorityFile' at ", good.keyFile() + "' cannot be used: it has no line");
    }

    @Test
    void aKeyOfAnotherCertificate() throws Exception {
        Path other = authority.issue("other", HERE, Duration.ofHours(1)).keyFile();
        assertFault(
                good.certificateFile(),
                other,
                "keyFile",
                other,
                "its key does not belong to the certificate in '" + good.certificateFile() + "'");
    }

    @Test
    void aCertificateThatHasEndedOrIsCutOff() throws Exception {
        TlsConfig ended = authority.issue("ended", HERE, Duration.ofHours(-1));
        assertFault(
                ended.certificateFile(),
                ended.keyFile(),
                "certificateFile",
                ended.certificateFile(),
                "its certificate has ended at ");
        String whole = Files.readString(good.certificateFile());
        Path cut = Files.writeString(folder.resolve("cut.pem"), whole.substring(0, whole.length() / 2));
        assertFault(cut, good.keyFile(), "certificateFile", cut, "its certificate cannot be read: ");
    }

    @Test
    void inEachGroupAtOnce() throws Exception {
        Path file = Files.writeString(folder.resolve("settings.yaml"), """
                tls: {certificateFile: a, keyFile: b}
                serviceTls: {certificateFile: c, keyFile: d}
                """);
        assertThat(faults(file))
                .hasSize(2)
                .anyMatch(fault -> fault.startsWith("Setting 'tls.certificateFile' at " + file + ":1:"))
                .anyMatch(fault -> fault.startsWith("Setting 'serviceTls.certificateFile' at " + file + ":2:"));
    }

    private void assertFault(Path certificate, Path key, String setting, Path file, String why) throws Exception {
        assertThat(faults(certificate, key, authority.certificateFile()))
                .singleElement()
                .asString()
                .startsWith("Setting 'tls." + setting + "' at " + folder.resolve("settings.yaml") + ":")
                .contains(": '" + file + "' cannot be used: " + why);
    }

    private List<String> faults(Path certificate, Path key, Path trusted) throws Exception {
        return faults(Files.writeString(folder.resolve("settings.yaml"), """
                tls:
                  certificateFile: %s
                  keyFile: %s
                  authorityFile: %s
                """.formatted(certificate, key, trusted)));
    }

    private List<String> faults(Path settings) {
        return ConfigReader.of(Config.class, Map.of())
                .examine(Settings.load("TEST", settings, Map.of(), Map.of()))
                .withFiles(vertx)
                .faults();
    }
}
