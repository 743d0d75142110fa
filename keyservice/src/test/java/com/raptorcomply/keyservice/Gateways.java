package com.raptorcomply.keyservice;

import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.grant.VerificationJson;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.usage.SecretUse;
import com.raptorcomply.keyservice.client.usage.UsageJson;
import com.raptorcomply.keyservice.client.usage.UsageReport;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends requests to the key service as a gateway does. */
public final class Gateways {
    private final TestService service;

    public Gateways(TestService service) {
        this.service = service;
    }

    public Verdict verify(String key) {
        return verdict(key, null);
    }

    public Verdict verify(String key, UUID actsAs) {
        return verdict(key, actsAs);
    }

    private Verdict verdict(String key, @Nullable UUID actsAs) {
        VerificationRequest request = VerificationRequest.of((PresentedKey.Wellformed) PresentedKey.parse(key), actsAs);
        return verdict(ask(VerificationJson.encode(request).encode(), "Bearer " + TestService.GATEWAY_CREDENTIAL));
    }

    public Verdict verify(String secretId, byte[] digest) {
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        JsonObject body = new JsonObject().put("secretId", secretId).put("digest", encoded);
        return verdict(ask(body.encode(), "Bearer " + TestService.GATEWAY_CREDENTIAL));
    }

    public Reply report(List<SecretUse> uses) {
        return report(new UsageReport(UUID.randomUUID(), 1, uses));
    }

    public Reply report(UsageReport report) {
        return send("/internal/usage", UsageJson.encode(report).encode(), "Bearer " + TestService.GATEWAY_CREDENTIAL);
    }

    public Reply ask(String body, String authorization) {
        return send("/internal/verifications", body, authorization);
    }

    private Reply send(String path, String body, String authorization) {
        return service.send(service.request(null, path)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static Verdict verdict(Reply reply) {
        if (reply.status() != 200) {
            throw new AssertionError(reply);
        }
        return VerificationJson.decode(reply.object()).verdict();
    }
}
