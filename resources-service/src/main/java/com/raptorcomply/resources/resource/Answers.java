package com.raptorcomply.resources.resource;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.shape.Identifier;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.RowSet;
import java.util.UUID;

/** How the operations on one record name it and answer with it. */
final class Answers {
    private Answers() {}

    /** The id in the path; a 404 if it is none, as no such record can be there. */
    static UUID id(RoutingContext ctx) {
        UUID id = Identifier.parse(ctx.pathParam("id"));
        if (id == null) {
            throw Problem.notFound().exception();
        }
        return id;
    }

    /** The JSON of the one row, or a 404. */
    static Buffer only(RowSet<Row> rows) {
        RowIterator<Row> iterator = rows.iterator();
        if (!iterator.hasNext()) {
            throw Problem.notFound().exception();
        }
        return iterator.next().getBuffer(0);
    }

    /** 200 with the record, or 304 if the client's copy is current. */
    static Future<Void> found(RoutingContext ctx, Buffer body) {
        String tag = EntityTag.of(body);
        if (EntityTag.isCurrent(ctx.request(), tag)) {
            return head(ctx, 304, tag).end();
        }
        return head(ctx, 200, tag)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body);
    }

    /** The record after a change. */
    static Future<Void> changed(RoutingContext ctx, int status, Buffer body) {
        return head(ctx, status, EntityTag.of(body))
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body);
    }

    private static HttpServerResponse head(RoutingContext ctx, int status, String tag) {
        return ctx.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.ETAG, tag)
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }
}
