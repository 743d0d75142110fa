package com.raptorcomply.chassis.tls;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/** The content of the files of a {@link TlsConfig}, read at one time. Immutable; holds a private key. */
record PemFiles(Buffer certificate, Buffer key, @Nullable Buffer authority) {
    private static final int FILE_BYTES_MAX = 1024 * 1024;
    /** The least length that NIST SP 800-131A still accepts. */
    private static final int RSA_BITS_MIN = 2_048;

    private static final byte[] SIGNED = new byte[32];
    /** The kinds of keys that Vert.x reads from PEM files, with the signature that tries each. */
    private static final Map<String, String> ALGORITHMS = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

    private static final String SUPPORTED =
            ". Supported are RSA keys (not RSASSA-PSS) and EC keys on the curves P-256, P-384 and P-521";

    /** Reads them as they are. Blocks. */
    static PemFiles read(TlsConfig settings) throws IOException {
        Path authority = settings.authorityFile();
        return new PemFiles(
                read(settings.certificateFile()), read(settings.keyFile()), authority == null ? null : read(authority));
    }

    /** @throws IOException with a sentence, because those of the system are sometimes the name of the file alone */
    private static Buffer read(Path file) throws IOException {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new IOException(file + " is larger than " + FILE_BYTES_MAX + " bytes");
            }
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new IOException("There is no file " + file, e);
        } catch (AccessDeniedException e) {
            throw new IOException("This user may not read " + file, e);
        }
    }

    PemKeyCertOptions identity() {
        return new PemKeyCertOptions().setCertValue(certificate).setKeyValue(key);
    }

    @Nullable
    PemTrustOptions trust() {
        return authority == null ? null : new PemTrustOptions().addCertValue(authority);
    }

    /**
     * Checks that the certificate is valid now, the key belongs to it, both are of a supported kind, and the authority's file
     * holds a certificate.
     *
     * @throws Exception otherwise
     */
    void check(Vertx vertx) throws Exception {
        checkPair(readable(vertx));
        PemTrustOptions trust = trust();
        if (trust != null) {
            trust.getTrustManagerFactory(vertx);
        }
    }

    private X509KeyManager readable(Vertx vertx) throws GeneralSecurityException {
        try {
            for (KeyManager manager : identity().getKeyManagerFactory(vertx).getKeyManagers()) {
                if (manager instanceof X509KeyManager keys) {
                    return keys;
                }
            }
        } catch (Exception unreadable) {
            if (key.toString(StandardCharsets.US_ASCII).contains("ENCRYPTED")) {
                throw new GeneralSecurityException("The key is encrypted; give one that is not", unreadable);
            }
            throw new GeneralSecurityException(unreadable.getMessage() + SUPPORTED, unreadable);
        }
        throw new GeneralSecurityException("There is no key" + SUPPORTED);
    }

    /** Returns the end of the certificate's validity. */
    Instant notAfter() throws GeneralSecurityException {
        X509Certificate own = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.getBytes()));
        return own.getNotAfter().toInstant();
    }

    private static void checkPair(X509KeyManager keys) throws GeneralSecurityException {
        for (String type : ALGORITHMS.keySet()) {
            String[] aliases = keys.getServerAliases(type, null);
            if (aliases == null) {
                continue;
            }
            for (String alias : aliases) {
                X509Certificate certificate = keys.getCertificateChain(alias)[0];
                certificate.checkValidity();
                checkPair(keys.getPrivateKey(alias), certificate.getPublicKey());
            }
            return;
        }
        throw new GeneralSecurityException("The certificate has a key of another kind" + SUPPORTED);
    }

    private static void checkPair(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
        if (publicKey instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < RSA_BITS_MIN) {
            throw new GeneralSecurityException(
                    "The RSA key has " + rsa.getModulus().bitLength() + " bits; it needs " + RSA_BITS_MIN);
        }
        Signature signing = Signature.getInstance(Objects.requireNonNull(ALGORITHMS.get(key.getAlgorithm())));
        signing.initSign(key);
        signing.update(SIGNED);
        byte[] signature = signing.sign();
        signing.initVerify(publicKey);
        signing.update(SIGNED);
        if (!signing.verify(signature)) {
            throw new GeneralSecurityException("The key does not belong to the certificate");
        }
    }

    @Override
    public String toString() {
        return "PemFiles[certificate, key]";
    }
}
