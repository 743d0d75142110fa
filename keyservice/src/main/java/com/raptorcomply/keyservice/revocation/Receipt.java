package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.keyservice.client.grant.Subject;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The evidence that rights were removed: the time of the change and the time from which no gateway could grant them
 * (NERC CIP-004 R5).
 *
 * @param keyId the key that lost rights; null if the change concerns no single key
 * @param action the action, such as {@code key revoked}
 * @param sequence the sequence of the change log; a gateway that has applied it cannot grant the old rights
 * @param effect null while the receipt is pending
 */
public record Receipt(
        UUID id,
        Subject subject,
        UUID organizationId,
        @Nullable UUID keyId,
        String action,
        Requester requester,
        Instant requestedAt,
        long sequence,
        @Nullable Effect effect) {

    /** @param kind {@code user}, {@code key} or {@code system} */
    public record Requester(String kind, @Nullable UUID id, String name) {}

    /**
     * The time from which the change is effective at every gateway.
     *
     * @param confirmed the number of gateways that reported the change as applied
     * @param expired the number of gateways that reported nothing until their leases had expired
     * @param elapsedMillis milliseconds from the change to its effect
     */
    public record Effect(Instant at, int confirmed, int expired, long elapsedMillis) {}

    public boolean isEffective() {
        return effect != null;
    }

    /** Returns the receipt as the API shows it. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("id", id.toString())
                .put("revokedAt", time(requestedAt))
                .put("sequence", sequence)
                .put("status", effect == null ? "pending" : "effective");
        if (effect != null) {
            json.put(
                            "gateways",
                            new JsonObject()
                                    .put("confirmed", effect.confirmed())
                                    .put("expired", effect.expired()))
                    .put("elapsedMs", effect.elapsedMillis())
                    .put("effectiveAt", time(effect.at()));
        }
        return json.put("action", action)
                .put(
                        "subject",
                        new JsonObject().put("kind", subject.kind().wireName()).put("id", subject.id()))
                .put("keyId", keyId == null ? null : keyId.toString())
                .put("organizationId", organizationId.toString())
                .put("requestedBy", requester.name());
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
