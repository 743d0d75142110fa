package com.raptorcomply.chassis.tls;

import com.raptorcomply.chassis.settings.UnusableFileException;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
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

/** The files of a {@link TlsConfig}, read at one time. Immutable; holds a private key. */
record PemFiles(PemFile certificate, PemFile key, @Nullable PemFile authority) {
    /** The least length that NIST SP 800-131A still accepts. */
    private static final int RSA_BITS_MIN = 2_048;

    private static final byte[] SIGNED = new byte[32];
    /** The kinds of keys that Vert.x reads from PEM files, with the signature that tries each. */
    private static final Map<String, String> ALGORITHMS = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

    private static final String SUPPORTED =
            ". Supported are RSA keys (not RSASSA-PSS) and EC keys on the curves P-256, P-384 and P-521";

    /** Reads them as they are. Blocks. */
    static PemFiles read(TlsConfig settings) throws UnusableFileException {
        Path authority = settings.authorityFile();
        return new PemFiles(
                PemFile.read("certificateFile", settings.certificateFile()),
                PemFile.read("keyFile", settings.keyFile()),
                authority == null ? null : PemFile.read("authorityFile", authority));
    }

    PemKeyCertOptions identity() {
        return new PemKeyCertOptions().setCertValue(certificate.content()).setKeyValue(key.content());
    }

    @Nullable
    PemTrustOptions trust() {
        return authority == null ? null : authority.trust();
    }

    /**
     * Checks that the certificate is valid now, the key belongs to it, both are of a supported kind, and the authority's file
     * holds a certificate.
     */
    void check(Vertx vertx) throws UnusableFileException {
        certificate.requireCertificates(vertx);
        checkPair(readable(vertx));
        if (authority != null) {
            authority.requireCertificates(vertx);
        }
    }

    private X509KeyManager readable(Vertx vertx) throws UnusableFileException {
        if (key.contains("ENCRYPTED")) {
            throw key.unusable("its key is encrypted; give one that is not");
        }
        if (!key.contains("PRIVATE KEY-----")) {
            throw key.unusable("it has no line -----BEGIN PRIVATE KEY-----");
        }
        try {
            for (KeyManager manager : identity().getKeyManagerFactory(vertx).getKeyManagers()) {
                if (manager instanceof X509KeyManager keys) {
                    return keys;
                }
            }
        } catch (Exception unreadable) {
            throw key.unusable("its key cannot be read: " + unreadable.getMessage() + SUPPORTED);
        }
        throw key.unusable("its key cannot be read" + SUPPORTED);
    }

    /** Returns the end of the certificate's validity. */
    Instant notAfter() throws GeneralSecurityException {
        X509Certificate own = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(certificate.content().getBytes()));
        return own.getNotAfter().toInstant();
    }

    private void checkPair(X509KeyManager keys) throws UnusableFileException {
        for (String type : ALGORITHMS.keySet()) {
            String[] aliases = keys.getServerAliases(type, null);
            if (aliases == null) {
                continue;
            }
            for (String alias : aliases) {
                X509Certificate own = keys.getCertificateChain(alias)[0];
                checkCertificate(own);
                if (!isPair(keys.getPrivateKey(alias), own.getPublicKey())) {
                    throw key.unusable("its key does not belong to the certificate in '" + certificate.file() + "'");
                }
            }
            return;
        }
        throw certificate.unusable("its certificate has a key of another kind" + SUPPORTED);
    }

    private void checkCertificate(X509Certificate own) throws UnusableFileException {
        Instant now = Instant.now();
        Instant begin = own.getNotBefore().toInstant();
        Instant end = own.getNotAfter().toInstant();
        if (now.isAfter(end)) {
            throw certificate.unusable("its certificate has ended at " + end);
        }
        if (now.isBefore(begin)) {
            throw certificate.unusable("its certificate begins at " + begin + ", and it is " + now + " here");
        }
        if (own.getPublicKey() instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < RSA_BITS_MIN) {
            throw certificate.unusable(
                    "its RSA key has " + rsa.getModulus().bitLength() + " bits; it needs " + RSA_BITS_MIN);
        }
    }

    private static boolean isPair(PrivateKey key, PublicKey publicKey) {
        try {
            Signature signing = Signature.getInstance(Objects.requireNonNull(ALGORITHMS.get(key.getAlgorithm())));
            signing.initSign(key);
            signing.update(SIGNED);
            byte[] signature = signing.sign();
            signing.initVerify(publicKey);
            signing.update(SIGNED);
            return signing.verify(signature);
        } catch (GeneralSecurityException otherKind) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "PemFiles[certificate, key]";
    }
}
