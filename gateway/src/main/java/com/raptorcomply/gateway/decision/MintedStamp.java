package com.raptorcomply.gateway.decision;

import com.raptorcomply.keyservice.stamp.Stamp;
import io.netty.util.AsciiString;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * A stamp with the ids that go beside it for logs, as the lines of a head that they are sent as: one piece of memory, since a
 * gateway of many keys finds none of it in its processor's cache.
 *
 * @param lines the three fields, each with its line break
 * @param mintedAtNanos on the monotonic clock
 */
public record MintedStamp(AsciiString lines, long mintedAtNanos) {
    private static final String LINE_END = "\r\n";
    private static final String SEPARATOR = ": ";
    private static final String TENANT_ID = "X-Tenant-Id";
    private static final String KEY_ID = "X-Key-Id";

    /** @param text the compact JWS */
    static MintedStamp of(String text, UUID organizationId, UUID keyId, long mintedAtNanos) {
        String lines = line(Stamp.HEADER, text) + line(TENANT_ID, organizationId) + line(KEY_ID, keyId);
        return new MintedStamp(new AsciiString(lines), mintedAtNanos);
    }

    /** The fields one by one, for whom does not write them as they are. */
    public void each(BiConsumer<CharSequence, CharSequence> visitor) {
        for (String line : lines.toString().lines().toList()) {
            int colon = line.indexOf(SEPARATOR);
            visitor.accept(line.substring(0, colon), line.substring(colon + SEPARATOR.length()));
        }
    }

    private static String line(String name, Object value) {
        return name + SEPARATOR + value + LINE_END;
    }

    @Override
    public String toString() {
        return "MintedStamp[" + mintedAtNanos + "]";
    }
}
