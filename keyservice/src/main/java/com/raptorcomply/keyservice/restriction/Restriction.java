package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.client.grant.Subject;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stored restriction of one key or one user. Every restriction of a target must be satisfied. */
public record Restriction(
        UUID id,
        UUID organizationId,
        @Nullable UUID keyId,
        @Nullable UUID userId,
        RestrictionScope limits,
        Actor createdBy,
        Instant createdAt,
        Instant updatedAt) {

    RestrictionTarget holder() {
        return new RestrictionTarget(keyId, userId);
    }

    /** Returns the subject under which its changes are logged. */
    Subject subject() {
        return keyId == null ? Subject.user(Objects.requireNonNull(userId)) : Subject.key(keyId);
    }

    /** Returns the path of the restriction. */
    String path() {
        return "/access-control/" + id;
    }

    public JsonObject toJson() {
        return new JsonObject()
                .put("id", id.toString())
                .put("organizationId", organizationId.toString())
                .put("keyId", keyId == null ? null : keyId.toString())
                .put("userId", userId == null ? null : userId.toString())
                .mergeIn(limits.toJson())
                .put("createdBy", createdBy.name())
                .put("createdAt", createdAt.toString())
                .put("updatedAt", updatedAt.toString());
    }
}
