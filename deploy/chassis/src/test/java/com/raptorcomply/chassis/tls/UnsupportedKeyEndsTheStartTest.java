package com.raptorcomply.chassis.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.settings.SettingsException;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of key serves clients, or ends the start with a sentence that names the files and the kinds to use. */
class UnsupportedKeyEndsTheStartTest {
    private static final String SUPPORTED =
            "Supported are RSA keys (not RSASSA-PSS) and EC keys on the curves P-256, P-384 and P-521";

    private static final String PASSWORD = "password-of-the-test";

    @TempDir
    Path folder = Path.of(".");

    private final Vertx vertx = Vertx.vertx();

    /** Referenced here, because Vert.x closes a client that is garbage. */
    private final HttpClient client = vertx.createHttpClient(
            new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false));

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({"RSA, 2048", "EC, secp256r1", "EC, secp384r1", "EC, secp521r1"})
    void theseServe(String kind, String size) throws Exception {
        Tls tls = Tls.open(vertx, made("own", kind, size));
        HttpServer server = Await.result(vertx.createHttpServer(tls.serve(new HttpServerOptions(), ClientAuth.NONE))
                .requestHandler(request -> request.response().end("served"))
                .listen(0, "127.0.0.1"));

        assertThat(Await.result(client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                                .compose(request -> request.send().compose(HttpClientResponse::body)))
                        .toString())
                .isEqualTo("served");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSASSA-PSS", "Ed25519", "Ed448", "DSA"})
    void theseDoNot(String kind) throws Exception {
        TlsConfig made = made("own", kind, "");

        assertThatThrownBy(() -> Tls.open(vertx, made))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(folder.resolve("own").toString())
                .hasMessageEndingWith(SUPPORTED);
    }

    @Test
    void norDoesASupportedKeyWithACertificateOfAnotherKind() throws Exception {
        TlsConfig pss = made("pss", "RSASSA-PSS", "");
        TlsConfig rsa = made("rsa", "RSA", "2048");
        TlsConfig ec = made("ec", "EC", "secp256r1");

        assertThatThrownBy(() -> Tls.open(vertx, of(pss.certificateFile(), rsa.keyFile())))
                .hasMessageEndingWith(SUPPORTED);
        assertThatThrownBy(() -> Tls.open(vertx, of(rsa.certificateFile(), ec.keyFile())))
                .hasMessageEndingWith(SUPPORTED);
    }

    @Test
    void norAnRsaKeyThatIsTooShort() throws Exception {
        TlsConfig made = made("own", "RSA", "1024");

        assertThatThrownBy(() -> Tls.open(vertx, made))
                .hasMessageEndingWith("its RSA key has 1024 bits; it needs 2048");
    }

    @Test
    void norAFileThatIsMissingOrAKeyThatIsEncrypted() throws Exception {
        TlsConfig made = made("own", "RSA", "2048");
        Path missing = folder.resolve("missing");
        Path encrypted = pem("encrypted.key", "ENCRYPTED PRIVATE KEY", new byte[32]);

        assertThatThrownBy(() -> Tls.open(vertx, of(missing, made.keyFile())))
                .hasMessage("Setting 'certificateFile': '" + missing + "' cannot be used: there is no such file");
        assertThatThrownBy(() -> Tls.open(vertx, of(made.certificateFile(), encrypted)))
                .hasMessage("Setting 'keyFile': '" + encrypted
                        + "' cannot be used: its key is encrypted; give one that is not");
    }

    /**
     * Makes a key and its certificate with the tool of the JDK.
     *
     * @param size the length of the key in bits, or the name of a curve; empty for the usual one
     */
    private TlsConfig made(String name, String kind, String size) throws Exception {
        Path store = folder.resolve(name + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                kind,
                "-dname",
                "CN=" + name,
                "-alias",
                name,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        if (!size.isEmpty()) {
            command.addAll(List.of(kind.equals("EC") ? "-groupname" : "-keysize", size));
        }
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return of(
                pem(name + ".pem", "CERTIFICATE", keys.getCertificate(name).getEncoded()),
                pem(
                        name + ".key",
                        "PRIVATE KEY",
                        keys.getKey(name, PASSWORD.toCharArray()).getEncoded()));
    }

    private Path pem(String name, String label, byte[] content) throws Exception {
        String text = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
    }

    private static TlsConfig of(Path certificate, Path key) {
        return new TlsConfig(certificate, key, null, Duration.ofSeconds(10));
    }
}
