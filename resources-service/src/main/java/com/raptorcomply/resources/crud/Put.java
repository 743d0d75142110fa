package com.raptorcomply.resources.crud;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/**
 * The outcome of a PUT that creates a record or replaces it.
 *
 * @param body the record after the request
 * @param isNew true if the request created it
 */
public record Put(UUID id, Buffer body, boolean isNew) {
    /** Responds with the record: 201 with its location if it is new, else 200. */
    public Future<Void> respond(RoutingContext ctx, CompiledResource resource) {
        if (isNew) {
            ctx.response().putHeader(HttpHeaders.LOCATION, resource.path(id));
        }
        return Responses.changed(ctx, isNew ? 201 : 200, body);
    }
}
