package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.chassis.openapi.RenderedOnce;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.Problems;
import com.raptorcomply.resources.schema.IdType;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.RowSet;
import java.util.UUID;
import java.util.function.Supplier;

/** Builds the responses of operations on one record. */
public final class Responses {
    private Responses() {}

    /** Returns the id in the path; throws a 404 if it is malformed, because no such record can exist. */
    public static UUID id(RoutingContext ctx) {
        return id(ctx, "id");
    }

    /** Returns the id in a parameter of the path; throws a 404 if it is malformed. */
    public static UUID id(RoutingContext ctx, String parameter) {
        UUID id = IdType.parse(ctx.pathParam(parameter));
        if (id == null) {
            throw Problem.notFound().exception();
        }
        return id;
    }

    /** Returns the JSON of the only row; throws a 404 without one. */
    public static Buffer only(RowSet<Row> rows) {
        return found(rows).getBuffer(0);
    }

    /** Returns the only row; throws a 404 without one. */
    public static Row found(RowSet<Row> rows) {
        RowIterator<Row> iterator = rows.iterator();
        if (!iterator.hasNext()) {
            throw Problem.notFound().exception();
        }
        return iterator.next();
    }

    /**
     * Responds with the record, or with 304 if the client's copy is current. A large record is sent in gzip if the
     * client accepts it. Throws a 412 if {@code If-Match} does not name the record's tag.
     */
    public static Future<Void> found(RoutingContext ctx, Buffer body) {
        String tag = EntityTag.of(body);
        IfMatch.of(ctx.request()).require(tag, EntityTag.inGzip(tag));
        boolean gzip = ContentEncoder.isGzip(ctx.request(), body.length());
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

    /**
     * Responds with an error, unless the client has left. A response that has begun is cut here, because Vert.x sets the
     * status after its error handlers, which is too late then.
     */
    public static void fail(RoutingContext ctx, Throwable failure) {
        if (ctx.response().headWritten()) {
            Problems.send(ctx.request(), failure);
        } else if (!ctx.response().closed()) {
            ctx.fail(failure);
        }
    }

    /** Responds with JSON that has no entity tag; HEAD gets the head alone. */
    public static Future<Void> json(RoutingContext ctx, Buffer body) {
        boolean gzip = ContentEncoder.isGzip(ctx.request(), body.length());
        HttpServerResponse response = ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        ContentEncoder.vary(response);
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            return response.end();
        }
        return gzip
                ? response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(ContentEncoder.gzip(body))
                : response.end(body);
    }

    /** Responds with the record after a change. */
    public static Future<Void> changed(RoutingContext ctx, int status, Buffer body) {
        return head(ctx, status, EntityTag.of(body))
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body);
    }

    /**
     * Serves a document, which the first request renders and encodes. Pages of any origin may read it (Fetch standard, CORS
     * protocol), such as documentation tools.
     */
    static Handler<RoutingContext> document(Supplier<Buffer> text, String type) {
        RenderedOnce<Encoded> document = new RenderedOnce<>(() -> Encoded.of(text.get()));
        return ctx -> document.get()
                .onSuccess(encoded -> {
                    HttpServerResponse response = ctx.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, type)
                            .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
                    ContentEncoder.vary(response);
                    if (ContentEncoder.isGzip(ctx.request(), encoded.plain.length())) {
                        response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(encoded.inGzip);
                    } else {
                        response.end(encoded.plain);
                    }
                })
                .onFailure(ctx::fail);
    }

    private record Encoded(Buffer plain, Buffer inGzip) {
        static Encoded of(Buffer plain) {
            return new Encoded(plain, ContentEncoder.gzip(plain));
        }
    }

    private static HttpServerResponse head(RoutingContext ctx, int status, String tag) {
        return ctx.response()
                .setStatusCode(status)
                .putHeader("ETag", tag)
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }
}
