package com.raptorcomply.keyservice.client.usage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The use of one secret since the last report, counted in a gateway's memory.
 *
 * @param lastUsedAtMillis since the epoch, on the gateway's clock; the key service takes none from the future
 * @param from the client's address of the last use, as far as it is known
 * @param userAgent of the last use, at most {@link #USER_AGENT_CHARS_MAX} characters
 * @param requests by status class, 1 to 5
 */
public record SecretUse(
        String secretId,
        long lastUsedAtMillis,
        @Nullable String from,
        @Nullable String userAgent,
        Map<Integer, Long> requests) {
    /** A longer one is cut. */
    public static final int USER_AGENT_CHARS_MAX = 256;

    /** As much as an IPv6 address with a zone takes. */
    public static final int FROM_CHARS_MAX = 64;

    public SecretUse {
        requests = Map.copyOf(requests);
    }
}
