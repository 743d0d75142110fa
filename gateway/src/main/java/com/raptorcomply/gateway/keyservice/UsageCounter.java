package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.keyservice.client.usage.SecretUse;
import io.vertx.core.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the uses of one secret since the last report. Belongs to one thread at a time. */
public final class UsageCounter {
    private static final int STATUS_CLASS_MAX = 5;
    private static final int STATUSES_PER_CLASS = 100;

    private final long[] requests = new long[STATUS_CLASS_MAX + 1];
    private long lastUsedAtMillis;
    private @Nullable SocketAddress from;
    private @Nullable String userAgent;

    public void count(int status, long nowMillis, @Nullable SocketAddress client, @Nullable String agent) {
        requests[Math.min(status / STATUSES_PER_CLASS, STATUS_CLASS_MAX)]++;
        lastUsedAtMillis = nowMillis;
        from = client;
        userAgent = truncate(agent); // at once, because the field may fill the whole header section
    }

    void add(UsageCounter other) {
        for (int i = 0; i < requests.length; i++) {
            requests[i] += other.requests[i];
        }
        if (other.lastUsedAtMillis > lastUsedAtMillis) {
            lastUsedAtMillis = other.lastUsedAtMillis;
            from = other.from;
            userAgent = other.userAgent;
        }
    }

    SecretUse report(String secretId) {
        Map<Integer, Long> byClass = new HashMap<>();
        for (int i = 1; i < requests.length; i++) {
            if (requests[i] > 0) {
                byClass.put(i, requests[i]);
            }
        }
        SocketAddress client = from;
        String address = client == null ? null : client.hostAddress();
        return new SecretUse(secretId, lastUsedAtMillis, address, userAgent, byClass);
    }

    private static @Nullable String truncate(@Nullable String agent) {
        return agent == null || agent.length() <= SecretUse.USER_AGENT_CHARS_MAX
                ? agent
                : agent.substring(0, SecretUse.USER_AGENT_CHARS_MAX);
    }
}
