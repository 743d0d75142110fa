package com.raptorcomply.resources.evidence;

import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.resources.crud.EntityTag;
import com.raptorcomply.resources.crud.Responses;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Sends a file, or a part of it. The database connection is free again before the first byte is sent. */
final class DownloadHandler implements Handler<RoutingContext> {
    /** The fields of a response that an error response does not have. */
    private static final List<String> OF_THE_FILE =
            List.of("ETag", "Accept-Ranges", "Content-Length", "Content-Range", "Content-Disposition");

    private final FileStorage storage;
    private final TenantDatabase database;
    private final Function<RoutingContext, Map<String, Object>> parameters;

    /** @param parameters reads the query parameters */
    DownloadHandler(
            FileStorage storage, TenantDatabase database, Function<RoutingContext, Map<String, Object>> parameters) {
        this.storage = storage;
        this.database = database;
        this.parameters = parameters;
    }

    @Override
    public void handle(RoutingContext ctx) {
        storage.requireStore();
        UUID id = Responses.id(ctx);
        UUID organization = StampHandler.tenant(ctx).organizationId();
        database.read(ctx, FileSql.DOWNLOAD, Tuple.of(id, parameters.apply(ctx).get("version")))
                .compose(rows -> send(ctx, StoredFile.of(Responses.found(rows), organization)))
                .onFailure(failure -> refuse(ctx, failure));
    }

    private static void refuse(RoutingContext ctx, Throwable failure) {
        if (!ctx.response().headWritten()) {
            OF_THE_FILE.forEach(ctx.response().headers()::remove);
        }
        Responses.fail(ctx, failure);
    }

    private Future<?> send(RoutingContext ctx, StoredFile file) {
        IfMatch.of(ctx.request()).require(file.tag());
        HttpServerResponse response = ctx.response();
        response.putHeader("ETag", file.tag())
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        if (EntityTag.isCurrent(ctx.request(), file.tag())) {
            return response.setStatusCode(304).end();
        }
        boolean isHead = ctx.request().method().equals(HttpMethod.HEAD);
        ByteRange range = isHead ? null : ByteRange.of(ctx.request(), file.tag(), file.size());
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.contentType())
                .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(range == null ? file.size() : range.length()))
                .putHeader("Content-Disposition", FileName.disposition(file.name()))
                .putHeader("X-Content-Type-Options", "nosniff")
                // A browser that shows the file all the same runs nothing of it.
                .putHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        if (isHead) {
            return response.end();
        }
        if (range != null) {
            response.setStatusCode(206).putHeader(HttpHeaders.CONTENT_RANGE, range.field(file.size()));
        }
        return storage.send(response, file, range);
    }
}
