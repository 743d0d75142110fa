package com.raptorcomply.resources.evidence;

import com.raptorcomply.chassis.http.request.IdempotencyKey;
import com.raptorcomply.resources.crud.RecordIds;
import com.raptorcomply.resources.crud.Responses;
import com.raptorcomply.resources.crud.UnitOfWork;
import com.raptorcomply.resources.crud.Writer;
import com.raptorcomply.resources.crud.Written;
import com.raptorcomply.resources.tenancy.Tenant;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Creates a file from an upload. Its row is stored after its bytes, so no client ever sees half of a file. */
final class UploadHandler implements Handler<RoutingContext> {
    static final String TABLE = "file";

    private final FileStorage storage;
    private final Writer writer;

    UploadHandler(FileStorage storage, Writer writer) {
        this.storage = storage;
        this.writer = writer;
    }

    /** Returns what identifies a repetition of an upload. */
    static JsonObject identity(Upload upload) {
        return new JsonObject()
                .put("name", upload.name())
                .put("sha256", upload.file().sha256());
    }

    @Override
    public void handle(RoutingContext ctx) {
        storage.upload(
                        ctx,
                        upload -> writer.writeOnce(ctx, identity(upload), FileSql.READ, work -> insert(work, upload)))
                .onSuccess(written -> {
                    ctx.response().putHeader(HttpHeaders.LOCATION, written.location());
                    if (written.replayed()) {
                        ctx.response().putHeader(IdempotencyKey.REPLAYED, "true");
                    }
                    Responses.changed(ctx, 201, written.body());
                })
                .onFailure(ctx::fail);
    }

    private Future<Written> insert(UnitOfWork work, Upload upload) {
        UUID id = RecordIds.next();
        Tenant tenant = work.tenant();
        UUID organization = tenant.organizationId();
        Future<?> inserted = work.execute(FileSql.INSERT, Tuple.of(organization, id, tenant.callerId()));
        Future<?> version = insertVersion(work, id, 1, upload);
        return Future.join(inserted, version)
                // The organization's changes wait for this one by now, and so does a sweep.
                .compose(stored -> storage.requireStored(organization, upload))
                .compose(found -> work.execute(FileSql.LOCK, Tuple.of(id)))
                .map(Responses::only)
                .map(body -> {
                    work.log("create", TABLE, id, logged(body.toJsonObject()));
                    return new Written("/files/" + id, body, false);
                });
    }

    /** Adds a version with the bytes of an upload. */
    static Future<?> insertVersion(UnitOfWork work, UUID id, int version, Upload upload) {
        return work.execute(
                FileSql.INSERT_VERSION,
                Tuple.tuple()
                        .addUUID(work.tenant().organizationId())
                        .addUUID(id)
                        .addInteger(version)
                        .addString(upload.name())
                        .addString(upload.contentType())
                        .addLong(upload.file().size())
                        .addString(upload.file().sha256()));
    }

    /** Returns the metadata as the log shows it: without the versions, which have entries of their own. */
    static JsonObject logged(JsonObject metadata) {
        metadata.remove("versions");
        return metadata;
    }
}
