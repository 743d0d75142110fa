package com.raptorcomply.chassis.http.request;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes and reads cursors: a position in a list, sealed by an HMAC (RFC 2104) over it and the query that the list
 * answers. A cursor of another list, filter, order or organization, and a made-up one, is a 400, because it would
 * silently continue a list that its client has not begun. A cursor grants no access. Any thread.
 */
public final class CursorSeal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL_BYTES = 16;
    private static final byte SEPARATOR = 0;

    private final SecretKeySpec key;

    /** @param key which all replicas of a service share, and keep over a restart */
    public CursorSeal(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * Returns the cursor of a position.
     *
     * @param query identifies the list, its order, its filters and its organization
     */
    public String seal(JsonArray query, JsonArray position) {
        byte[] payload = position.encode().getBytes(StandardCharsets.UTF_8);
        Buffer sealed = Buffer.buffer(seal(query, payload)).appendBytes(payload);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.getBytes());
    }

    /** Returns the position of a cursor; throws a 400 unless it was sealed for the same query. */
    public JsonArray open(JsonArray query, String cursor) {
        return open(query, cursor, "cursor");
    }

    /** Does the same for another parameter than {@code cursor}. */
    public JsonArray open(JsonArray query, String cursor, String parameter) {
        byte[] sealed = decode(cursor, parameter);
        if (sealed.length <= SEAL_BYTES) {
            throw refused(parameter);
        }
        byte[] payload = Arrays.copyOfRange(sealed, SEAL_BYTES, sealed.length);
        if (!MessageDigest.isEqual(Arrays.copyOf(sealed, SEAL_BYTES), seal(query, payload))) {
            throw refused(parameter);
        }
        return new JsonArray(new String(payload, StandardCharsets.UTF_8));
    }

    /** JSON has no NUL, so query and payload cannot be divided otherwise. */
    private byte[] seal(JsonArray query, byte[] payload) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(query.encode().getBytes(StandardCharsets.UTF_8));
            mac.update(SEPARATOR);
            return Arrays.copyOf(mac.doFinal(payload), SEAL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Decodes a cursor in the only spelling that the service gives it. */
    private static byte[] decode(String cursor, String parameter) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(cursor)) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // Refused below, like any other text.
        }
        throw refused(parameter);
    }

    private static RuntimeException refused(String parameter) {
        return Problem.of(ErrorCode.INVALID_CURSOR, "Parameter '" + parameter + "' is not one that this list has given")
                .withField(parameter)
                .exception();
    }
}
