package com.raptorcomply.keyservice.stamp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Signs stamps with a gateway's key, which is created at its start and never leaves the process. Any thread. The public
 * half goes to the key service with the join. Signing is slow compared with a request, so the gateway caches stamps
 * with the grant.
 */
public final class StampSigner {
    static final String TYPE = "rc-stamp+jwt";

    /** The length of 64 bytes in base64url. */
    private static final int SIGNATURE_CHARS = 86;

    private final Ed25519PrivateKeyParameters privateKey;
    private final StampKey publicKey;
    private final byte[] header;
    private volatile Ed25519 ed25519 = this::signInJava;

    private StampSigner(Ed25519PrivateKeyParameters privateKey) {
        this.privateKey = privateKey;
        this.publicKey = StampKey.of(privateKey.generatePublicKey().getEncoded());
        String members = "{\"alg\":\"EdDSA\",\"kid\":\"" + publicKey.kid() + "\",\"typ\":\"" + TYPE + "\"}";
        this.header = (Base64Url.encode(members) + '.').getBytes(StandardCharsets.US_ASCII);
    }

    /** Creates a key pair. */
    public static StampSigner create(SecureRandom random) {
        return new StampSigner(new Ed25519PrivateKeyParameters(random));
    }

    public String kid() {
        return publicKey.kid();
    }

    public StampKey publicKey() {
        return publicKey;
    }

    /**
     * Lets native code sign from now on. Blocks for a noticeable part of a second, so it must not run on an event loop.
     * Other threads may mint meanwhile.
     *
     * @return the provider's name and version
     * @throws GeneralSecurityException if there is no provider for this machine, or its signature differs from Java's;
     *     Java code continues to sign then
     */
    public String useNativeCode() throws GeneralSecurityException {
        return use(NativeEd25519.load());
    }

    String use(Provider provider) throws GeneralSecurityException {
        NativeEd25519 nativeSigner = new NativeEd25519(privateKey.getEncoded(), provider);
        if (!Arrays.equals(nativeSigner.sign(header, header.length), signInJava(header, header.length))) {
            throw new SignatureException(provider.getName() + " makes different signatures than Java code");
        }
        ed25519 = nativeSigner;
        return provider.getName() + " " + provider.getVersionStr();
    }

    /** Returns the same as {@link #mintAscii}, as text. */
    public String mint(Stamp stamp) {
        return new String(mintAscii(stamp), StandardCharsets.US_ASCII);
    }

    /**
     * Signs a stamp and returns it as a compact JWS.
     *
     * @throws IllegalArgumentException if verifiers would reject it: its life is not 1 to 60 seconds, or it is longer
     *     than {@link Stamp#TEXT_CHARS_MAX}
     * @throws IllegalStateException if signing fails
     */
    public byte[] mintAscii(Stamp stamp) {
        long life = stamp.expiresAtSeconds() - stamp.issuedAtSeconds();
        if (life <= 0 || life > Stamp.LIFE_SECONDS_MAX) {
            throw new IllegalArgumentException("The life of a stamp is 1 to 60 seconds, not " + life);
        }
        byte[] claims = Base64Url.ascii(Claims.write(stamp));
        int signed = header.length + claims.length;
        byte[] text = Arrays.copyOf(header, signed + 1 + SIGNATURE_CHARS);
        if (text.length > Stamp.TEXT_CHARS_MAX) {
            throw new IllegalArgumentException(
                    "A stamp has at most " + Stamp.TEXT_CHARS_MAX + " characters, not " + text.length);
        }
        System.arraycopy(claims, 0, text, header.length, claims.length);
        text[signed] = '.';
        System.arraycopy(Base64Url.ascii(sign(text, signed)), 0, text, signed + 1, SIGNATURE_CHARS);
        return text;
    }

    private byte[] sign(byte[] text, int length) {
        try {
            return ed25519.sign(text, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Signing the stamp failed", e);
        }
    }

    private byte[] signInJava(byte[] text, int length) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, privateKey);
        signer.update(text, 0, length);
        return signer.generateSignature();
    }

    @Override
    public String toString() {
        return "StampSigner[" + kid() + "]";
    }
}
