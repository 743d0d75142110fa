package com.raptorcomply.gateway;

import com.raptorcomply.keyservice.client.key.SecretId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who used which secret since the last look, on one event loop; handed on to the {@link UsageReporter}. */
final class Uses {
    private final int secretsMax;
    private final Clients clients;
    private Map<SecretId, Use> uses = new HashMap<>();
    private @Nullable SecretId latestSecret;
    private @Nullable Use latest;

    /** @param secretsMax past it, uses of further secrets go uncounted until the next look */
    Uses(int secretsMax, Clients clients) {
        this.clients = clients;
        this.secretsMax = secretsMax;
    }

    void count(Call call, int status) {
        if (call.permit() == null) {
            return;
        }
        Use use = of(call.permit().grant().secret());
        if (use != null) {
            use.count(
                    status,
                    call.begunMillis(),
                    clients.shown(call.request()),
                    call.head().userAgent());
        }
    }

    Map<SecretId, Use> take() {
        Map<SecretId, Use> taken = uses;
        uses = new HashMap<>();
        latestSecret = null;
        latest = null;
        return taken;
    }

    /** The same key often comes again at once. */
    private @Nullable Use of(SecretId secretId) {
        if (secretId.equals(latestSecret)) {
            return latest;
        }
        Use use = uses.get(secretId);
        if (use == null && uses.size() < secretsMax) {
            use = new Use();
            uses.put(secretId, use);
        }
        latestSecret = secretId;
        latest = use;
        return use;
    }
}
