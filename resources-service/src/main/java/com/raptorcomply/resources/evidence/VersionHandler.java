package com.raptorcomply.resources.evidence;

import com.raptorcomply.chassis.http.request.IdempotencyKey;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.crud.Responses;
import com.raptorcomply.resources.crud.UnitOfWork;
import com.raptorcomply.resources.crud.Writer;
import com.raptorcomply.resources.crud.Written;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Adds a version to a file. Earlier versions stay, because evidence shows the version that it was made with. */
final class VersionHandler implements Handler<RoutingContext> {
    static final int VERSIONS_MAX = 1000;

    private static final List<String> OF_A_VERSION = List.of("version", "name", "contentType", "size", "sha256");

    private final FileStorage storage;
    private final Writer writer;
    private final TenantDatabase database;

    VersionHandler(FileStorage storage, Writer writer, TenantDatabase database) {
        this.storage = storage;
        this.writer = writer;
        this.database = database;
    }

    /** Looks the file up first, so that no client sends a large body in vain. */
    @Override
    public void handle(RoutingContext ctx) {
        UUID id = Responses.id(ctx);
        database.read(ctx, FileSql.READ, Tuple.of(id))
                .map(Responses::only)
                .compose(found -> storage.upload(
                        ctx,
                        upload -> writer.writeOnce(
                                ctx, UploadHandler.identity(upload), FileSql.READ, work -> add(work, id, upload))))
                .onSuccess(written -> {
                    if (written.replayed()) {
                        ctx.response().putHeader(IdempotencyKey.REPLAYED, "true");
                    }
                    Responses.changed(ctx, 200, written.body());
                })
                .onFailure(ctx::fail);
    }

    private Future<Written> add(UnitOfWork work, UUID id, Upload upload) {
        return work.execute(FileSql.LOCK, Tuple.of(id))
                .map(Responses::only)
                .map(work::requireMatch)
                .compose(current -> {
                    JsonObject before = current.toJsonObject();
                    return isSame(before, upload) ? Future.succeededFuture(current) : insert(work, id, before, upload);
                })
                .map(body -> new Written("/files/" + id, body, false));
    }

    private static boolean isSame(JsonObject current, Upload upload) {
        return current.getString("sha256").equals(upload.file().sha256())
                && current.getString("name").equals(upload.name());
    }

    private Future<Buffer> insert(UnitOfWork work, UUID id, JsonObject before, Upload upload) {
        int version = before.getInteger("version") + 1;
        if (version > VERSIONS_MAX) {
            throw Problem.of(ErrorCode.LIMIT_REACHED, "A file has at most " + VERSIONS_MAX + " versions")
                    .exception();
        }
        return UploadHandler.insertVersion(work, id, version, upload)
                .compose(inserted -> work.execute(FileSql.ADVANCE, Tuple.of(id, version)))
                .compose(advanced -> storage.requireStored(work.tenant().organizationId(), upload))
                .compose(found -> work.execute(FileSql.LOCK, Tuple.of(id)))
                .map(Responses::only)
                .map(body -> {
                    work.log("update", UploadHandler.TABLE, id, changes(before, body.toJsonObject()));
                    return body;
                });
    }

    private static JsonObject changes(JsonObject before, JsonObject after) {
        JsonObject changes = new JsonObject();
        for (String field : OF_A_VERSION) {
            if (!before.getValue(field).equals(after.getValue(field))) {
                changes.put(
                        field,
                        new JsonObject().put("from", before.getValue(field)).put("to", after.getValue(field)));
            }
        }
        return changes;
    }
}
