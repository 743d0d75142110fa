package com.raptorcomply.gateway.observe;

import com.raptorcomply.gateway.keyservice.UsageCounter;
import com.raptorcomply.gateway.keyservice.UsageReporter;
import com.raptorcomply.gateway.request.ClientAddresses;
import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.keyservice.client.key.SecretId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who used which secret since the last look, on one event loop; handed on to the {@link UsageReporter}. */
public final class UsageAccumulator {
    private final int secretsMax;
    private final ClientAddresses clients;
    private Map<SecretId, UsageCounter> uses = new HashMap<>();
    private @Nullable SecretId latestSecret;
    private @Nullable UsageCounter latest;

    /** @param secretsMax past it, uses of further secrets go uncounted until the next look */
    public UsageAccumulator(int secretsMax, ClientAddresses clients) {
        this.clients = clients;
        this.secretsMax = secretsMax;
    }

    void count(RequestContext call, int status) {
        if (call.permit() == null) {
            return;
        }
        UsageCounter use = of(call.permit().grant().secret());
        if (use != null) {
            use.count(
                    status,
                    call.begunMillis(),
                    clients.shown(call.request()),
                    call.head().userAgent());
        }
    }

    public Map<SecretId, UsageCounter> take() {
        Map<SecretId, UsageCounter> taken = uses;
        uses = new HashMap<>();
        latestSecret = null;
        latest = null;
        return taken;
    }

    /** The same key often comes again at once. */
    private @Nullable UsageCounter of(SecretId secretId) {
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
