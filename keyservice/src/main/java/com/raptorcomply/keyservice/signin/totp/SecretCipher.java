package com.raptorcomply.keyservice.signin.totp;

import com.raptorcomply.chassis.settings.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts the secrets of authenticator apps (AES-256-GCM, NIST SP 800-38D). Each ciphertext is bound to its user, so
 * the database alone gives no code, and one user's row is useless as another's. Without a key it neither encrypts nor
 * decrypts.
 */
public final class SecretCipher {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<SecretKeySpec> keys;

    private SecretCipher(List<SecretKeySpec> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Creates a cipher that encrypts with the current key.
     *
     * @param previous a second key for decryption only; null: none
     */
    public static SecretCipher of(@Nullable Secret current, @Nullable Secret previous) {
        return new SecretCipher(Stream.of(Optional.ofNullable(current), Optional.ofNullable(previous))
                .flatMap(Optional::stream)
                .map(key -> new SecretKeySpec(Base64.getDecoder().decode(key.reveal()), "AES"))
                .toList());
    }

    /** Returns true if the secret is a key: 32 bytes in base64. */
    public static boolean isKey(Secret secret) {
        try {
            return Base64.getDecoder().decode(secret.reveal()).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** Returns true if there is a key. */
    public boolean isReady() {
        return !keys.isEmpty();
    }

    /** @throws IllegalStateException without a key */
    byte[] encrypt(TotpSecret secret, UUID userId) {
        return seal(secret.reveal(), secondFactorOf(userId));
    }

    /** Returns empty if no key decrypts it, or if it belongs to another user. */
    Optional<TotpSecret> decrypt(byte[] stored, UUID userId) {
        return open(stored, secondFactorOf(userId)).map(TotpSecret::new);
    }

    /** Returns the purpose for which a user's secret is encrypted. */
    public static String secondFactorOf(UUID userId) {
        return "totp:" + userId;
    }

    /**
     * Returns nonce, ciphertext and tag.
     *
     * @param purpose ASCII; {@link #open} needs the same one
     * @throws IllegalStateException without a key
     */
    public byte[] seal(byte[] plain, String purpose) {
        if (!isReady()) {
            throw new IllegalStateException("No key to encrypt with");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, keys.get(0), nonce, purpose).doFinal(plain);
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns empty if no key opens it, or if it was sealed for another purpose. */
    public Optional<byte[]> open(byte[] sealed, String purpose) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        for (SecretKeySpec key : keys) {
            try {
                Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, purpose);
                return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
            } catch (AEADBadTagException anotherKey) {
                // Tries the next key.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
        return Optional.empty();
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String purpose)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
