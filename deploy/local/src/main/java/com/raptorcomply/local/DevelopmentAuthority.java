package com.raptorcomply.local;

import com.raptorcomply.chassis.tls.TlsConfig;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority for one machine, which issues the services' certificates in development and tests. Keys are
 * ECDSA P-256, in files that only their owner may read. Needs Bouncy Castle's bcpkix, which no service ships.
 */
public final class DevelopmentAuthority {
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(365);
    private static final Duration LEEWAY = Duration.ofMinutes(5);
    private static final int SERIAL_BITS = 120;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final X509Certificate certificate;
    private final PrivateKey key;

    private DevelopmentAuthority(Path folder, X509Certificate certificate, PrivateKey key) {
        this.folder = folder;
        this.certificate = certificate;
        this.key = key;
    }

    /** Returns the authority in a folder. Creates a new one, valid for a year, if there is none. */
    public static DevelopmentAuthority in(Path folder) throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        Path certificateFile = folder.resolve("ca.pem");
        Path keyFile = folder.resolve("ca.key");
        if (Files.exists(keyFile) && Files.exists(certificateFile)) {
            return new DevelopmentAuthority(folder, certificate(certificateFile), key(keyFile));
        }
        KeyPair pair = pair();
        X500Name name = new X500Name("CN=Raptor Comply development authority " + Long.toHexString(RANDOM.nextLong()));
        X509Certificate own = signed(name, name, pair, pair.getPrivate(), AUTHORITY_LIFE, null);
        write(certificateFile, "CERTIFICATE", own.getEncoded(), false);
        write(keyFile, "PRIVATE KEY", pair.getPrivate().getEncoded(), true);
        return new DevelopmentAuthority(folder, own, pair.getPrivate());
    }

    /** Returns the authority's certificate, which the other side must trust. */
    public Path certificateFile() {
        return folder.resolve("ca.pem");
    }

    /**
     * Issues a certificate and key, replacing those of the same name. Writes the key first, each file atomically.
     *
     * @param hosts names and addresses that the certificate is valid for, as server and as client
     * @param life negative for a certificate that has expired already
     */
    public TlsConfig issue(String name, List<String> hosts, Duration life)
            throws IOException, GeneralSecurityException {
        KeyPair pair = pair();
        GeneralNames names = new GeneralNames(hosts.stream()
                .map(host -> new GeneralName(isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new));
        X500Name issuer = new X509CertificateHolder(certificate.getEncoded()).getSubject();
        X509Certificate made = signed(issuer, new X500Name("CN=" + name), pair, key, life, names);
        Path certificateFile = folder.resolve(name + ".pem");
        Path keyFile = folder.resolve(name + ".key");
        write(keyFile, "PRIVATE KEY", pair.getPrivate().getEncoded(), true);
        write(certificateFile, "CERTIFICATE", made.getEncoded(), false);
        return new TlsConfig(certificateFile, keyFile, null, Duration.ofSeconds(10));
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }

    private static X509Certificate signed(
            X500Name issuer, X500Name subject, KeyPair pair, PrivateKey by, Duration life, @Nullable GeneralNames names)
            throws IOException, GeneralSecurityException {
        Instant now = Instant.now();
        Instant from = life.isNegative() ? now.plus(life).minus(LEEWAY) : now.minus(LEEWAY);
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE),
                Date.from(from),
                Date.from(now.plus(life)),
                subject,
                pair.getPublic());
        boolean authority = names == null;
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        int usage = authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature;
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        if (!authority) {
            KeyPurposeId[] purposes = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            builder.addExtension(Extension.subjectAlternativeName, false, names);
        }
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(by)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static void write(Path file, String type, byte[] content, boolean secret) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter pem = new PemWriter(text)) {
            pem.writeObject(new PemObject(type, content));
        }
        Path written = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "new",
                ".pem",
                PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--")));
        Files.writeString(written, text.toString());
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(file)))) {
            return new JcaX509CertificateConverter().getCertificate((X509CertificateHolder) parser.readObject());
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(file)))) {
            byte[] encoded = parser.readPemObject().getContent();
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        }
    }
}
