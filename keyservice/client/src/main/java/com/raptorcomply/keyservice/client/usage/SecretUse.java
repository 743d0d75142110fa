package com.raptorcomply.keyservice.client.usage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the use of one secret since the last report.
 *
 * @param lastUsedAtMillis since the epoch, on the gateway's clock; the key service replaces a time in the future by its own
 * @param from the client's address at the last use; null if unknown
 * @param userAgent of the last use, at most {@link #USER_AGENT_CHARS_MAX} characters; null if absent
 * @param requests by status class, 1 to 5
 */
public record SecretUse(
        String secretId,
        long lastUsedAtMillis,
        @Nullable String from,
        @Nullable String userAgent,
        Map<Integer, Long> requests) {
    /** The gateway truncates a longer user agent. */
    public static final int USER_AGENT_CHARS_MAX = 256;

    /** The length of an IPv6 address with a zone. */
    public static final int FROM_CHARS_MAX = 64;

    public SecretUse {
        requests = Map.copyOf(requests);
    }
}
