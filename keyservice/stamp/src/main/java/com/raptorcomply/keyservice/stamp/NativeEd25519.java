package com.raptorcomply.keyservice.stamp;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchProviderException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Signs with a native provider of the Java Cryptography Architecture. The provider is not installed, so nothing else in
 * the process uses it. Each thread has its own {@link Signature}, because a signature object is not thread-safe.
 */
final class NativeEd25519 implements Ed25519 {
    /** The provider's class. Only the gateway has it at run time; services that only verify do not need it. */
    private static final String PROVIDER = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    /** The PKCS #8 header of a 32-byte private key (RFC 8410 section 7). */
    private static final byte[] PKCS8_HEAD = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private static final String ALGORITHM = "Ed25519";

    private final Provider provider;
    private final PrivateKey key;

    @SuppressWarnings("ThreadLocalUsage") // bound to the key; a process has one key
    private final ThreadLocal<@Nullable Signature> signatures = new ThreadLocal<>();

    /**
     * Takes the private key's 32 bytes.
     *
     * @throws GeneralSecurityException if the platform has no Ed25519 keys
     */
    NativeEd25519(byte[] privateKey, Provider provider) throws GeneralSecurityException {
        this.provider = provider;
        byte[] pkcs8 = Arrays.copyOf(PKCS8_HEAD, PKCS8_HEAD.length + privateKey.length);
        System.arraycopy(privateKey, 0, pkcs8, PKCS8_HEAD.length, privateKey.length);
        this.key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        Arrays.fill(pkcs8, (byte) 0);
    }

    /**
     * Loads the provider. The first call writes the native library to {@code java.io.tmpdir}, loads it and deletes it,
     * which blocks for a noticeable part of a second.
     *
     * @throws GeneralSecurityException if there is no provider for this machine; if its library does not load, the
     *     provider has no algorithms and {@link #sign} throws
     */
    static Provider load() throws GeneralSecurityException {
        try {
            return (Provider) Class.forName(PROVIDER).getField("INSTANCE").get(null);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw (GeneralSecurityException) new NoSuchProviderException(PROVIDER).initCause(e);
        }
    }

    @Override
    public byte[] sign(byte[] message, int length) throws GeneralSecurityException {
        Signature signature = signatures.get();
        if (signature == null) {
            signature = Signature.getInstance(ALGORITHM, provider);
            signature.initSign(key);
            signatures.set(signature);
        }
        signature.update(message, 0, length);
        return signature.sign();
    }
}
