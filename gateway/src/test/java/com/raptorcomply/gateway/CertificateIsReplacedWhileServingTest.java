package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.log.LogLines;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.chassis.tls.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The gateway uses a new PEM certificate without a restart, ignores an invalid one, and closes no connection for
 * either.
 */
@Timeout(60)
class CertificateIsReplacedWhileServingTest {
    private static final SecuredGateway SECURED = new SecuredGateway();

    @RegisterExtension
    static final GatewayUnderTest STAGE = SECURED.stage();

    @RegisterExtension
    final LogLines lines = LogLines.from(Tls.class);

    @Test
    void bothVersionsAreServed() throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(SECURED.context())
                    .version(version)
                    .build();
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("https://localhost:" + STAGE.gateway().port() + "/facilities"))
                    .header("X-API-Key", STAGE.keyService().key())
                    .POST(HttpRequest.BodyPublishers.ofString("body"))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"body\":\"body\"");
        }
    }

    @Test
    void oldCiphersAreRefused() throws Exception {
        SSLSocket socket = (SSLSocket) SECURED.context()
                .getSocketFactory()
                .createSocket("127.0.0.1", STAGE.gateway().port());
        socket.setEnabledProtocols(new String[] {"TLSv1.2"});
        socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
        assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
        socket.close();
    }

    @Test
    void aNewCertificateIsShownAndAnOldConnectionGoesOn() throws Exception {
        try (SSLSocket old = SECURED.connect("http/1.1")) {
            BigInteger before = serial(old);
            request(old);
            SECURED.issue(Duration.ofHours(2));

            awaitOtherThan(before);
            request(old);
        }
    }

    @Test
    void aBadFileNeverReplacesAGoodOne() throws Exception {
        TlsConfig files = SECURED.issue(Duration.ofHours(1));
        BigInteger good = currentSerial(files);
        Await.until("the good certificate is served", () -> serial().equals(good));
        String key = Files.readString(files.keyFile());

        Files.writeString(files.keyFile(), key.substring(0, key.length() / 2));
        assertStays(good);
        Files.writeString(files.certificateFile(), "");
        assertStays(good);
        SECURED.issue(Duration.ofHours(-1));
        assertStays(good);
        Files.delete(files.keyFile());
        assertStays(good);
        lines.await(
                "The certificate files cannot be used; the certificate of before stays in use",
                line -> LogLines.value(line, "reason").toString().endsWith("there is no such file"));
    }

    /** The gateway checks the files twenty times a second; fifty handshakes take longer than one check. */
    private static void assertStays(BigInteger serial) throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(serial()).isEqualTo(serial);
        }
    }

    private static BigInteger currentSerial(TlsConfig files) throws Exception {
        try (InputStream in = Files.newInputStream(files.certificateFile())) {
            return ((X509Certificate) java.security.cert.CertificateFactory.getInstance("X.509")
                            .generateCertificate(in))
                    .getSerialNumber();
        }
    }

    private static void awaitOtherThan(BigInteger serial) throws Exception {
        Await.until("another certificate is served", () -> !serial().equals(serial));
    }

    private static BigInteger serial() throws Exception {
        try (SSLSocket socket = SECURED.connect("http/1.1")) {
            return serial(socket);
        }
    }

    private static BigInteger serial(SSLSocket socket) throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }

    private static void request(SSLSocket socket) throws IOException {
        String text = "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 404".length());
        assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 404");
        long rest = socket.getInputStream().available();
        while (rest > 0) {
            rest -= socket.getInputStream().skip(rest);
        }
    }
}
