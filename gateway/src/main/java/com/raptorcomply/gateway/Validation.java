package com.raptorcomply.gateway;

import com.raptorcomply.keyservice.client.grant.Grant;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The answer of {@code GET /validate}: who the key is, out of its grant. */
final class Validation {
    private Validation() {}

    static Buffer of(Grant grant) {
        JsonObject answer = new JsonObject()
                .put("message", "Authorized")
                .put("organizationId", grant.organization().id().toString())
                .put("organizationName", grant.organization().name())
                .put("keyId", grant.keyId().toString())
                .put("name", grant.keyName())
                .put("kind", grant.kind().wireName());
        if (grant.role() != null) {
            answer.put("role", grant.role());
        }
        if (grant.ownerUserId() != null) {
            answer.put("ownerUserId", grant.ownerUserId().toString());
        }
        Grant.Actor actor = grant.actor();
        if (actor != null) {
            answer.put(
                    "actingAs",
                    new JsonObject().put("id", actor.userId().toString()).put("name", actor.name()));
        }
        String expiresAt = grant.expiresAtMillis() == 0
                ? null
                : Instant.ofEpochMilli(grant.expiresAtMillis()).toString();
        return answer.put("permissions", new JsonArray(grant.permissions().asList()))
                .put("expiresAt", expiresAt)
                .toBuffer();
    }
}
