package com.raptorcomply.keyservice.verification;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.keyservice.client.grant.VerificationJson;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import com.raptorcomply.keyservice.client.key.KeyDigest;
import com.raptorcomply.keyservice.client.key.KeyFormat;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.JsonFields;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Serves {@code POST /internal/verifications} for gateways. */
public final class VerificationEndpoint {
    private static final int BODY_BYTES_MAX = 1_024;

    private final Verifications verifications;

    public VerificationEndpoint(Verifications verifications) {
        this.verifications = verifications;
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of("verifyApiKey", (Endpoint.ForGateway) this::verify);
    }

    private Future<ApiResponse> verify(RoutingContext context) {
        return JsonBody.read(context.request(), BODY_BYTES_MAX)
                .map(VerificationEndpoint::read)
                .compose(verifications::verify)
                .map(verification -> ApiResponse.ok(VerificationJson.encode(verification)));
    }

    private static VerificationRequest read(JsonObject body) {
        JsonFields fields = new JsonFields(body);
        String secretId = fields.text("secretId");
        String digest = fields.text("digest");
        @Nullable UUID actsAs = fields.optionalUuid("actAs").orElse(null);
        fields.requireValid();
        if (!KeyFormat.isSecretId(secretId)) {
            throw fields.refused("secretId", "must be 11 base62 characters");
        }
        try {
            return new VerificationRequest(secretId, KeyDigest.ofBase64Url(digest), actsAs);
        } catch (IllegalArgumentException notADigest) {
            throw fields.refused("digest", "must be 32 bytes in base64url");
        }
    }
}
