package com.raptorcomply.gateway.endpoint;

import com.raptorcomply.keyservice.client.grant.EffectivePermissions;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.GrantConstraints;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import com.raptorcomply.keyservice.client.grant.Restriction;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Builds the response of {@code GET /validate} from the grant: the key and what it may do. The members have the names
 * and forms of {@code /keyservice/openapi.json}.
 */
final class ValidateEndpoint {
    private ValidateEndpoint() {}

    static Buffer of(Grant grant) {
        JsonObject body = new JsonObject()
                .put("message", "Authorized")
                .put("organizationId", grant.organization().id().toString())
                .put("organizationName", grant.organization().name())
                .put("keyId", grant.keyId().toString())
                .put("name", grant.keyName())
                .put("kind", grant.kind().wireName());
        if (grant.role() != null) {
            body.put("role", grant.role());
        }
        if (grant.ownerUserId() != null) {
            body.put("ownerUserId", grant.ownerUserId().toString());
        }
        Grant.Actor actor = grant.actor();
        if (actor != null) {
            body.put(
                    "actingAs",
                    new JsonObject().put("id", actor.userId().toString()).put("name", actor.name()));
        }
        String expiresAt = grant.expiresAtMillis() == 0
                ? null
                : Instant.ofEpochMilli(grant.expiresAtMillis()).toString();
        GrantConstraints bounds = grant.bounds();
        JsonArray restrictions = new JsonArray();
        bounds.restrictions().forEach(restriction -> restrictions.add(restriction(restriction)));
        return body.put("permissions", new JsonArray(EffectivePermissions.of(grant)))
                .put("restrictions", restrictions)
                .put("allowedCidrs", new JsonArray(bounds.allowedCidrs()))
                .put("rateLimit", rateLimit(bounds.rateLimit()))
                .put("expiresAt", expiresAt)
                .toBuffer();
    }

    private static JsonObject restriction(Restriction restriction) {
        return new JsonObject()
                .put("facilities", sorted(restriction.facilities()))
                .put("controlCenters", sorted(restriction.controlCenters()))
                .put("cyberSystems", sorted(restriction.cyberSystems()))
                .put("operations", sorted(restriction.operations()));
    }

    private static JsonArray sorted(Collection<?> values) {
        return new JsonArray(values.stream().map(Object::toString).sorted().toList());
    }

    private static @Nullable JsonObject rateLimit(@Nullable RateLimit limit) {
        return limit == null
                ? null
                : new JsonObject()
                        .put("requests", limit.requests())
                        .put("periodSeconds", TimeUnit.MILLISECONDS.toSeconds(limit.periodMillis()))
                        .put("burst", limit.burst());
    }
}
