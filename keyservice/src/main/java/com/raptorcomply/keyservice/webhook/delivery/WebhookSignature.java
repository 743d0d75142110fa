package com.raptorcomply.keyservice.webhook.delivery;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * Signs messages as Standard Webhooks 1.0 says: HMAC-SHA-256 over id, time and body. The secret is 256 random bits, shown
 * as {@code whsec_} with base64.
 */
public final class WebhookSignature {
    /** Names the header fields. */
    static final String ID = "webhook-id";

    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private WebhookSignature() {}

    /** Returns a new secret. */
    public static byte[] newSecret() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** Returns the secret as its owner is shown it, once. */
    public static String reveal(byte[] secret) {
        return PREFIX + Base64.getEncoder().encodeToString(secret);
    }

    /** Returns the value of the field {@value #SIGNATURE}. */
    static String of(byte[] secret, String id, long timestampSeconds, byte[] body) {
        HmacUtils hmac = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret);
        byte[] head = (id + "." + timestampSeconds + ".").getBytes(StandardCharsets.US_ASCII);
        byte[] signed = new byte[head.length + body.length];
        System.arraycopy(head, 0, signed, 0, head.length);
        System.arraycopy(body, 0, signed, head.length, body.length);
        return "v1," + Base64.getEncoder().encodeToString(hmac.hmac(signed));
    }
}
