package com.raptorcomply.keyservice.webhook.delivery;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that this replica has taken.
 *
 * @param attempts the number of attempts, this one included; it also identifies who has taken the delivery
 * @param wanted false if the webhook or the organization is gone or disabled
 * @param secret the encrypted signing secret
 */
record Delivery(
        UUID id,
        UUID webhookId,
        UUID organizationId,
        int attempts,
        boolean wanted,
        String url,
        Buffer secret,
        String type,
        Instant at,
        JsonObject data) {

    /** Returns the id of the message, the same in every attempt. */
    String messageId() {
        return "msg_" + id.toString().replace("-", "");
    }

    /** Returns the payload, the same in every attempt. */
    Buffer body() {
        return new JsonObject()
                .put("type", type)
                .put("timestamp", at.toString())
                .put("data", data)
                .toBuffer();
    }

    @Override
    public String toString() {
        return "Delivery[" + id + "]";
    }
}
