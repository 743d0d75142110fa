package com.raptorcomply.resources.crud;

import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/**
 * The outcome of a request that may be repeated by its Idempotency-Key.
 *
 * @param location the path of the record that was created or acted on
 * @param body of the response
 * @param replayed true if the response was stored before and is sent again
 */
public record Written(String location, Buffer body, boolean replayed) {
    /** Returns the id of the record. */
    UUID id() {
        return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    }
}
