package com.raptorcomply.gateway.observe;

import com.raptorcomply.gateway.keyservice.UsageCounter;
import com.raptorcomply.gateway.keyservice.UsageReporter;
import com.raptorcomply.gateway.request.ClientAddresses;
import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.keyservice.client.key.SecretId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the uses of each secret on one event loop, for the {@link UsageReporter}. Confined to its event loop. */
public final class UsageAccumulator {
    private final int secretsMax;
    private final ClientAddresses clients;
    private Map<SecretId, UsageCounter> uses = new HashMap<>();
    private @Nullable SecretId latestSecret;
    private @Nullable UsageCounter latest;

    /** @param secretsMax counted between two reports; uses of further secrets are not counted */
    public UsageAccumulator(int secretsMax, ClientAddresses clients) {
        this.clients = clients;
        this.secretsMax = secretsMax;
    }

    void count(RequestContext context, int status) {
        if (context.permit() == null) {
            return;
        }
        UsageCounter use = counter(context.permit().grant().secret());
        if (use != null) {
            use.count(
                    status,
                    context.begunMillis(),
                    clients.shown(context.request()),
                    context.head().userAgent());
        }
    }

    /** Returns the counts since the last invocation and begins anew. */
    public Map<SecretId, UsageCounter> take() {
        Map<SecretId, UsageCounter> taken = uses;
        uses = new HashMap<>();
        latestSecret = null;
        latest = null;
        return taken;
    }

    /** Remembers the latest secret, because the same key often comes again at once. */
    private @Nullable UsageCounter counter(SecretId secretId) {
        if (secretId.equals(latestSecret)) {
            return latest;
        }
        UsageCounter use = uses.get(secretId);
        if (use == null && uses.size() < secretsMax) {
            use = new UsageCounter();
            uses.put(secretId, use);
        }
        latestSecret = secretId;
        latest = use;
        return use;
    }
}
