package com.raptorcomply.chassis.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A certificate authority of one test, whose certificates are files as a service reads them. */
public final class TestAuthority {
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "changeit";
    private static final Duration LEEWAY = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofSeconds(10);

    private final Path folder;
    private final X509Bundle own;

    /** A new authority in an empty folder, whose name is part of its own. */
    public TestAuthority(Path folder) {
        this.folder = folder;
        try {
            own = new CertificateBuilder()
                    .subject("CN=Authority " + folder.getFileName())
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
            Files.createDirectories(folder);
            write(certificateFile(), own.getCertificatePEM());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the certificate file of the authority, which the other side must trust. */
    public Path certificateFile() {
        return folder.resolve("ca.pem");
    }

    /** Makes this the one authority that the JVM trusts, until the returned trust is closed. */
    public JvmTrust trustedByTheJvm() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream certificate = Files.newInputStream(certificateFile())) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
        }
        Path file = folder.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        System.setProperty(TRUST_STORE, file.toString());
        System.setProperty(TRUST_STORE + "Password", PASSWORD);
        return () -> {
            System.clearProperty(TRUST_STORE);
            System.clearProperty(TRUST_STORE + "Password");
        };
    }

    /** The JVM trusts the authority until this is closed. */
    public interface JvmTrust extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * A new certificate and key, over those of the same name; the key is written first, each in one step.
     *
     * @param hosts names and addresses that it is good for, as server and as client
     * @param life negative for one that has ended already
     */
    public TlsConfig issue(String name, List<String> hosts, Duration life) {
        Instant now = Instant.now();
        CertificateBuilder builder = new CertificateBuilder()
                .subject("CN=" + name)
                .notBefore((life.isNegative() ? now.plus(life) : now).minus(LEEWAY))
                .notAfter(now.plus(life))
                .addExtendedKeyUsageServerAuth()
                .addExtendedKeyUsageClientAuth();
        hosts.forEach(host -> {
            if (host.matches("[0-9.]+|.*:.*")) {
                builder.addSanIpAddress(host);
            } else {
                builder.addSanDnsName(host);
            }
        });
        Path certificateFile = folder.resolve(name + ".pem");
        Path keyFile = folder.resolve(name + ".key");
        try {
            X509Bundle made = builder.buildIssuedBy(own);
            write(keyFile, made.getPrivateKeyPEM());
            write(certificateFile, made.getCertificatePEM());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return new TlsConfig(certificateFile, keyFile, null, POLL);
    }

    private static void write(Path file, String pem) throws IOException {
        Path written = Files.createTempFile(file.toAbsolutePath().getParent(), "new", ".pem");
        Files.writeString(written, pem);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
