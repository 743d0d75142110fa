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

    /**
     * The actor that requested the change.
     *
     * @param kind {@code user}, {@code key} or {@code system}
     * @param actingAs the user that a key acted as; usually null
     */
    public record Requester(
            String kind,
            @Nullable UUID id,
            String name,
            @Nullable ActingAs actingAs) {
        /** Creates a requester that acted as no other user. */
        public Requester(String kind, @Nullable UUID id, String name) {
            this(kind, id, name, null);
        }
    }

    /** The user that a key acted as, with the name held at the time. */
    public record ActingAs(UUID id, String name) {
        JsonObject toJson() {
            return new JsonObject().put("id", id.toString()).put("name", name);
        }
    }

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
        json.put("action", action)
                .put(
                        "subject",
                        new JsonObject().put("kind", subject.kind().wireName()).put("id", subject.id()))
                .put("keyId", keyId == null ? null : keyId.toString())
                .put("organizationId", organizationId.toString())
                .put("requestedBy", requester.name());
        ActingAs actingAs = requester.actingAs();
        return actingAs == null ? json : json.put("actingAs", actingAs.toJson());
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
