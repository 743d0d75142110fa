package com.raptorcomply.keyservice.http;

import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.UUID;

/** The position at which a page of a list ends. {@link ListCursors} seals it for the client. */
public record PageCursor(Instant createdAt, UUID id) {

    /** Reads the result of {@link #position}. */
    static PageCursor of(JsonArray position) {
        return new PageCursor(Instant.parse(position.getString(0)), UUID.fromString(position.getString(1)));
    }

    JsonArray position() {
        return new JsonArray().add(createdAt.toString()).add(id.toString());
    }
}
