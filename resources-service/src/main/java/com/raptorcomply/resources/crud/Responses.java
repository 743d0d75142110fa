package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.schema.IdType;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.RowSet;
import java.util.UUID;

/** How the operations on one record name it and answer with it. */
final class Responses {
    private Responses() {}

    /** The id in the path; a 404 if it is none, as no such record can be there. */
    static UUID id(RoutingContext ctx) {
        UUID id = IdType.parse(ctx.pathParam("id"));
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

    /** 200 with the record, in gzip if it is large and the client accepts that, or 304 if the client's copy is current. */
    static Future<Void> found(RoutingContext ctx, Buffer body) {
        boolean gzip = ContentEncoder.isGzip(ctx.request(), body.length());
        String tag = EntityTag.of(body);
        HttpServerResponse response = head(ctx, 200, gzip ? EntityTag.inGzip(tag) : tag);
        ContentEncoder.vary(response);
        if (EntityTag.isCurrent(ctx.request(), tag)) {
            return response.setStatusCode(304).end();
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        return gzip
                ? response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(ContentEncoder.gzip(body))
                : response.end(body);
    }

    /** The record after a change. */
    static Future<Void> changed(RoutingContext ctx, int status, Buffer body) {
        return head(ctx, status, EntityTag.of(body))
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body);
    }

    /** Serves a document, coded once; documentation tools of any origin may read it (Fetch standard, CORS protocol). */
    static Handler<RoutingContext> document(Buffer text, String type) {
        Buffer inGzip = ContentEncoder.gzip(text);
        return ctx -> {
            HttpServerResponse response = ctx.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, type)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            ContentEncoder.vary(response);
            if (ContentEncoder.isGzip(ctx.request(), text.length())) {
                response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(inGzip);
            } else {
                response.end(text);
            }
        };
    }

    private static HttpServerResponse head(RoutingContext ctx, int status, String tag) {
        return ctx.response()
                .setStatusCode(status)
                .putHeader("ETag", tag)
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }
}
