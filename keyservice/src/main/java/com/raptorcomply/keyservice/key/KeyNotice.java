package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.notice.Notice;
import com.raptorcomply.keyservice.notice.NoticeType;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Objects;

/** Makes notices about keys. They show the key's public terms, never a secret. */
final class KeyNotice {
    private KeyNotice() {}

    /** Makes the notice of a change. */
    static Notice of(NoticeType type, ApiKey key, Actor actor) {
        return of(type, key, new JsonObject().put("actor", KeyJson.actor(actor)));
    }

    /** @param more the members besides the organization and the key */
    static Notice of(NoticeType type, ApiKey key, JsonObject more) {
        JsonObject data = new JsonObject()
                .put("organizationId", key.organizationId().toString())
                .put("organizationName", key.organizationName())
                .put(
                        "key",
                        new JsonObject()
                                .put("id", key.id().toString())
                                .put("name", key.terms().name())
                                .put("kind", key.kind().wireName())
                                .put("ownerUserId", Objects.toString(key.ownerUserId(), null))
                                .put("createdAt", KeyJson.time(key.history().createdAt()))
                                .put("lastUsedAt", KeyJson.time(key.history().lastUsedAt()))
                                .put("expiresAt", KeyJson.time(key.terms().expiresAt())))
                .mergeIn(more);
        return new Notice(key.organizationId(), type, key.id(), key.ownerUserId(), data);
    }

    /** Returns the time since which the key was neither created nor used. */
    static Instant idleSince(ApiKey key) {
        Instant lastUsedAt = key.history().lastUsedAt();
        Instant createdAt = key.history().createdAt();
        return lastUsedAt == null || lastUsedAt.isBefore(createdAt) ? createdAt : lastUsedAt;
    }
}
