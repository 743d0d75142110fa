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
 * Ed25519 by a provider of the Java Cryptography Architecture that is asked for by its object and not installed, so that nothing
 * else in the process comes to use it. A thread has a {@link Signature} of its own, since two must not share one.
 */
final class NativeEd25519 implements Ed25519 {
    /** A gateway has it at run time; who only verifies does without. */
    private static final String PROVIDER = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    /** What stands before a private key's 32 bytes in PKCS #8 (RFC 8410 section 7). */
    private static final byte[] PKCS8_HEAD = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private static final String ALGORITHM = "Ed25519";

    private final Provider provider;
    private final PrivateKey key;

    @SuppressWarnings("ThreadLocalUsage") // it is bound to the key, of which a process has one
    private final ThreadLocal<@Nullable Signature> signatures = new ThreadLocal<>();

    /** @throws GeneralSecurityException if the platform does not know such keys */
    NativeEd25519(byte[] privateKey, Provider provider) throws GeneralSecurityException {
        this.provider = provider;
        byte[] pkcs8 = Arrays.copyOf(PKCS8_HEAD, PKCS8_HEAD.length + privateKey.length);
        System.arraycopy(privateKey, 0, pkcs8, PKCS8_HEAD.length, privateKey.length);
        this.key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        Arrays.fill(pkcs8, (byte) 0);
    }

    /**
     * Writes the library to {@code java.io.tmpdir}, loads it and deletes it, at the first call: a third of a second.
     *
     * @throws GeneralSecurityException if there is none for this machine; one that does not load knows no algorithm afterwards
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
