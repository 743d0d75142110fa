package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.keyservice.client.grant.Subject;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The evidence that rights were taken away, when, and when no gateway could grant them any more (NERC CIP-004 R5).
 *
 * @param keyId the key that lost rights, if it was one key
 * @param action what was done, such as {@code key revoked}
 * @param sequence of the change log; gateways that have applied it cannot grant the old rights
 * @param effect null while it is pending
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
     * When it became true everywhere.
     *
     * @param confirmed gateways that said that they had applied the change
     * @param expired gateways that said nothing, until nothing they held could count any more
     * @param elapsedMillis from the change to here
     */
    public record Effect(Instant at, int confirmed, int expired, long elapsedMillis) {}

    public boolean isEffective() {
        return effect != null;
    }

    /** As contract section 5 has it. */
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
