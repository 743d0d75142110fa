package com.raptorcomply.keyservice.webhook;

import com.raptorcomply.chassis.http.StrongEntityTag;
import com.raptorcomply.keyservice.webhook.delivery.ReceiverUrl;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** A stored webhook without its secret. */
public record Webhook(
        UUID id, UUID organizationId, WebhookAttributes attributes, Instant createdAt, Instant updatedAt) {

    /** Returns the webhook as the API shows it. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("id", id.toString())
                .put("organizationId", organizationId.toString())
                .put("name", attributes.name())
                .put("url", attributes.url())
                .put("types", attributes.types().isEmpty() ? null : new JsonArray(attributes.types()))
                .put("enabled", attributes.enabled())
                .put("createdAt", createdAt.toString())
                .put("updatedAt", updatedAt.toString());
    }

    /** Returns the webhook as the log of activity shows it: of the URL only the origin, because its path may be a secret. */
    JsonObject logged() {
        JsonObject shown = toJson();
        shown.put(
                "url",
                ReceiverUrl.parse(attributes.url()).map(ReceiverUrl::origin).orElse(null));
        return shown;
    }

    /** Returns the tag for If-Match. */
    public String tag() {
        return StrongEntityTag.of(toJson().encode().getBytes(StandardCharsets.UTF_8));
    }

    String path() {
        return "/organizations/" + organizationId + "/webhooks/" + id;
    }
}
