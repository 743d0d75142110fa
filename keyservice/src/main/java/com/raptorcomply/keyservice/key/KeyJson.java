package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Renders keys as JSON for the API. An unknown or inapplicable value is null, never left out. */
final class KeyJson {
    private KeyJson() {}

    /** Returns a key without its secrets, for lists. */
    static JsonObject summary(ApiKey key, Instant now) {
        KeyAttributes terms = key.terms();
        ApiKey.History history = key.history();
        ApiKey.Revoked revoked = history.revoked();
        String role =
                terms.rights().role() == null ? null : terms.rights().role().label();
        return new JsonObject()
                .put("id", key.id().toString())
                .put("organizationId", key.organizationId().toString())
                .put("organizationName", key.organizationName())
                .put("name", terms.name())
                .put("kind", key.kind().wireName())
                .put("ownerUserId", text(key.ownerUserId()))
                .put("status", key.status(now).label())
                .put("role", role)
                .put("permissions", new JsonArray(List.copyOf(key.permissions())))
                .put("allowedCidrs", new JsonArray(terms.allowedCidrs()))
                .put("rateLimit", rateLimit(terms.rateLimit()))
                .put("boundsSetByAdmin", bounds(key.adminBounds()))
                .put("createdAt", time(history.createdAt()))
                .put("createdBy", actor(history.createdBy()))
                .put("updatedAt", time(history.updatedAt()))
                .put("lastUsedAt", time(history.lastUsedAt()))
                .put("expiresAt", time(terms.expiresAt()))
                .put("revokedAt", revoked == null ? null : time(revoked.at()))
                .put("revokedBy", revoked == null ? null : actor(revoked.by()))
                .put("leakReportedAt", time(history.leakReportedAt()));
    }

    /** Returns a list item with the live secrets, masked. */
    static JsonObject row(ApiKey key, List<KeySecret> live, Instant now) {
        JsonArray shown = new JsonArray();
        live.forEach(secret -> shown.add(new JsonObject().put("id", secret.id()).put("masked", secret.masked())));
        return summary(key, now).put("liveSecrets", shown);
    }

    /** Returns the key with its secrets, masked, and its restrictions. */
    static JsonObject detail(ApiKey key, List<KeySecret> secrets, JsonArray restrictions, Instant now) {
        JsonArray shown = new JsonArray();
        ApiKey.Revoked revoked = key.history().revoked();
        secrets.forEach(secret -> shown.add(secret(secret.endedBy(revoked == null ? null : revoked.at()), now)));
        return summary(key, now).put("secrets", shown).put("restrictions", restrictions);
    }

    /** Returns the key and marks the secret that was just created, without the secret's value. */
    static JsonObject created(CreatedKey created, Instant now) {
        return detail(created.key(), created.secrets(), created.restrictions(), now)
                .put("secretId", created.secret().secretId())
                .put("warnings", warnings(created));
    }

    private static JsonArray warnings(CreatedKey created) {
        return created.namedAlike()
                ? new JsonArray()
                        .add(new JsonObject()
                                .put("code", "name_in_use")
                                .put("message", "Another key of the organization that is not revoked has this name"))
                : new JsonArray();
    }

    /** Returns the key with the secret's value, for the one response that shows it. */
    static JsonObject revealed(CreatedKey created, Instant now) {
        return created(created, now).put("key", created.secret().reveal());
    }

    static String path(UUID id) {
        return "/api-keys/" + id;
    }

    static JsonObject secret(KeySecret secret, Instant now) {
        return new JsonObject()
                .put("id", secret.id())
                .put("masked", secret.masked())
                .put("status", secretStatus(secret, now))
                .put("createdAt", time(secret.createdAt()))
                .put("lastUsedAt", time(secret.use().lastAt()))
                .put("lastUsedFrom", secret.use().from())
                .put("lastUserAgent", secret.use().userAgent())
                .put("expiresAt", time(secret.expiresAt()))
                .put("overlap", secret.overlap() == null ? null : Overlap.text(secret.overlap()))
                .put("revokedAt", time(secret.revokedAt()));
    }

    static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static String secretStatus(KeySecret secret, Instant now) {
        if (secret.isLive(now)) {
            return ApiKey.Status.ACTIVE.label();
        }
        return secret.revokedAt() == null ? ApiKey.Status.EXPIRED.label() : ApiKey.Status.REVOKED.label();
    }

    static @Nullable JsonObject rateLimit(@Nullable RateLimit limit) {
        return limit == null
                ? null
                : new JsonObject()
                        .put("requests", limit.requests())
                        .put("periodSeconds", limit.periodMillis() / 1_000)
                        .put("burst", limit.burst());
    }

    private static JsonArray bounds(Set<KeyConstraint> bounds) {
        return new JsonArray(bounds.stream().map(KeyConstraint::member).sorted().toList());
    }

    static JsonObject actor(Actor actor) {
        return new JsonObject()
                .put("kind", actor.kind().label())
                .put("id", text(actor.id()))
                .put("name", actor.name());
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
