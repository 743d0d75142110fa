package com.raptorcomply.keyservice.signin.totp;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/**
 * The secret that an authenticator app and the key service share: 160 random bits. Both compute six-digit codes from
 * it, a new one every 30 s (RFC 6238 with HMAC-SHA-1, because the apps support nothing else).
 */
public final class TotpSecret {
    public static final int STEP_SECONDS = 30;

    /** The largest clock difference, in steps (RFC 6238 section 5.2). */
    static final int STEPS_OFF_MAX = 1;

    static final int BYTES = 20;
    private static final int DIGITS_MODULUS = 1_000_000;
    private static final String ISSUER = "Raptor Comply";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    TotpSecret(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    static TotpSecret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new TotpSecret(bytes);
    }

    byte[] reveal() {
        return bytes.clone();
    }

    /** Returns the secret for typing it into an app. */
    public String base32() {
        return new Base32().encodeToString(bytes);
    }

    /** Returns the URI for the QR code that apps scan. */
    public String uri(String email) {
        return "otpauth://totp/" + encoded(ISSUER) + ":" + encoded(email) + "?secret=" + base32() + "&issuer="
                + encoded(ISSUER) + "&algorithm=SHA1&digits=6&period=" + STEP_SECONDS;
    }

    /** @param step the number of 30 s periods since 1970 */
    public String code(long step) {
        byte[] mac = hmac(step);
        int offset = mac[mac.length - 1] & 0xF;
        int number = ByteBuffer.wrap(mac).getInt(offset) & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%06d", number % DIGITS_MODULUS);
    }

    /**
     * Returns the step that the code belongs to, near now and after the last accepted one; empty if none. White space in the
     * code does not count, because apps show it as two groups of digits.
     */
    OptionalLong step(String presented, long nowSeconds, long lastStep) {
        byte[] digits = presented.replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8);
        long now = nowSeconds / STEP_SECONDS;
        OptionalLong found = OptionalLong.empty();
        for (long step = now - STEPS_OFF_MAX; step <= now + STEPS_OFF_MAX; step++) {
            boolean same = MessageDigest.isEqual(code(step).getBytes(StandardCharsets.US_ASCII), digits);
            if (same && step > lastStep) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return "[totp secret]";
    }

    private byte[] hmac(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes, "HmacSHA1"));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA1", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
