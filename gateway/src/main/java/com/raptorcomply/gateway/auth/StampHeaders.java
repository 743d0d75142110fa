package com.raptorcomply.gateway.auth;

import com.raptorcomply.keyservice.stamp.Stamp;
import io.netty.util.AsciiString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Holds a stamp and the ids beside it as lines of a request head. One array holds them all, because a gateway with many
 * keys finds none of it in the processor's cache.
 *
 * @param lines the three fields, each with its line break
 * @param mintedAtNanos time of signing, on the monotonic clock
 * @param mintedAtMillis the same on the wall clock, which the stamp itself has
 */
public record StampHeaders(AsciiString lines, long mintedAtNanos, long mintedAtMillis) {
    private static final String SEPARATOR = ": ";
    private static final byte[] STAMP = ascii(Stamp.HEADER + SEPARATOR);
    private static final byte[] TENANT_ID = ascii("\r\nX-Tenant-Id" + SEPARATOR);
    private static final byte[] KEY_ID = ascii("\r\nX-Key-Id" + SEPARATOR);
    private static final byte[] END = ascii("\r\n");

    /** @param jws compact JWS, in ASCII */
    public static StampHeaders create(
            byte[] jws, UUID organizationId, UUID keyId, long mintedAtNanos, long mintedAtMillis) {
        byte[] organization = ascii(organizationId.toString());
        byte[] key = ascii(keyId.toString());
        ByteBuffer lines = ByteBuffer.allocate(STAMP.length
                + jws.length
                + TENANT_ID.length
                + organization.length
                + KEY_ID.length
                + key.length
                + END.length);
        lines.put(STAMP)
                .put(jws)
                .put(TENANT_ID)
                .put(organization)
                .put(KEY_ID)
                .put(key)
                .put(END);
        return new StampHeaders(new AsciiString(lines.array(), false), mintedAtNanos, mintedAtMillis);
    }

    /** Visits each field separately, for callers that do not write raw bytes. */
    public void each(BiConsumer<CharSequence, CharSequence> visitor) {
        for (String line : lines.toString().lines().toList()) {
            int colon = line.indexOf(SEPARATOR);
            visitor.accept(line.substring(0, colon), line.substring(colon + SEPARATOR.length()));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "StampHeaders[" + mintedAtNanos + "]";
    }
}
