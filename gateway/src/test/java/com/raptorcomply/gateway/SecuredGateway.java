package com.raptorcomply.gateway;

import com.raptorcomply.chassis.tls.TestAuthority;
import com.raptorcomply.chassis.tls.TlsConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Runs a stage whose gateway uses TLS with a certificate of its own authority. */
final class SecuredGateway {
    static final List<String> HOSTS = List.of("localhost", "127.0.0.1");
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int TIMEOUT_MILLIS = 10_000;

    private final TestAuthority authority;
    private final GatewayUnderTest stage;

    SecuredGateway() {
        try {
            authority = new TestAuthority(Files.createTempDirectory(Path.of("target"), "authority-"));
            TlsConfig files = issue(LIFE);
            stage = new GatewayUnderTest()
                    .with("tls.certificateFile", files.certificateFile().toString())
                    .with("tls.keyFile", files.keyFile().toString())
                    .with("tls.poll", "50ms");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GatewayUnderTest stage() {
        return stage;
    }

    /** Replaces the gateway's certificate file. */
    TlsConfig issue(Duration life) {
        return authority.issue("gateway", HOSTS, life);
    }

    /** Returns a context that trusts only this authority. */
    SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        Path file = authority.certificateFile();
        store.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** Opens a connection and completes its handshake with one of these application protocols. */
    SSLSocket connect(String... protocols) throws IOException, GeneralSecurityException {
        SSLSocket socket = (SSLSocket) context()
                .getSocketFactory()
                .createSocket("127.0.0.1", stage.gateway().port());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
