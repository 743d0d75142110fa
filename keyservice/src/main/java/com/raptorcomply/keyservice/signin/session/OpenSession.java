package com.raptorcomply.keyservice.signin.session;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An open session of a user.
 *
 * @param id names the session and is no secret
 * @param address the client address or network at sign-in
 * @param current true if it is the session of the request
 */
public record OpenSession(
        UUID id,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        String address,
        @Nullable String userAgent,
        boolean current) {

    /** Returns the session as the API shows it. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("id", id.toString())
                .put("createdAt", createdAt.toString())
                .put("lastSeenAt", lastSeenAt.toString())
                .put("expiresAt", expiresAt.toString())
                .put("address", address)
                .put("userAgent", userAgent)
                .put("current", current);
    }
}
