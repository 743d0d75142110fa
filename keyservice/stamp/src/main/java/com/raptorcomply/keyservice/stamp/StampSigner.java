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
 * A gateway's signing key, made at its start and never leaving the process; its public half goes to the key service with
 * the join. Any thread; some 30 microseconds for a stamp, 10 with native code, so stamps are kept with the grant and reused.
 */
public final class StampSigner {
    static final String TYPE = "rc-stamp+jwt";

    /** 64 bytes in base64url. */
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

    /** Makes a key pair. */
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
     * From here on native code signs, where there is some for this machine. Takes a third of a second and blocks: not for an
     * event loop. Others may mint meanwhile.
     *
     * @return who signs
     * @throws GeneralSecurityException if it cannot, or signs otherwise than Java code does, which then goes on
     */
    public String useNativeCode() throws GeneralSecurityException {
        return use(NativeEd25519.load());
    }

    String use(Provider provider) throws GeneralSecurityException {
        NativeEd25519 other = new NativeEd25519(privateKey.getEncoded(), provider);
        if (!Arrays.equals(other.sign(header, header.length), signInJava(header, header.length))) {
            throw new SignatureException(provider.getName() + " makes other signatures");
        }
        ed25519 = other;
        return provider.getName() + " " + provider.getVersionStr();
    }

    /** The same as {@link #mintAscii}, as text. */
    public String mint(Stamp stamp) {
        return new String(mintAscii(stamp), StandardCharsets.US_ASCII);
    }

    /**
     * The stamp as compact JWS.
     *
     * @throws IllegalArgumentException if it would be refused: it lives longer than a minute, or is too long
     * @throws IllegalStateException if it cannot be signed
     */
    public byte[] mintAscii(Stamp stamp) {
        long life = stamp.expiresAtSeconds() - stamp.issuedAtSeconds();
        if (life <= 0 || life > Stamp.LIFE_SECONDS_MAX) {
            throw new IllegalArgumentException("A stamp lives 1 to 60 seconds, not " + life);
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
            throw new IllegalStateException("No signature, so no stamp", e);
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
