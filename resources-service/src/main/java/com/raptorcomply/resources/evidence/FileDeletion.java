package com.raptorcomply.resources.evidence;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.crud.Responses;
import com.raptorcomply.resources.crud.UnitOfWork;
import com.raptorcomply.resources.crud.Writer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Deletes a file to which nothing refers. Its bytes and its row stay for auditors, and no client reaches them. */
final class FileDeletion implements Handler<RoutingContext> {
    private final Writer writer;

    FileDeletion(Writer writer) {
        this.writer = writer;
    }

    @Override
    public void handle(RoutingContext ctx) {
        UUID id = Responses.id(ctx);
        writer.write(ctx, work -> work.execute(FileSql.LOCK, Tuple.of(id))
                        .map(Responses::only)
                        .map(work::requireMatch)
                        .compose(current -> remove(work, id, current)))
                .onSuccess(removed -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    private static Future<?> remove(UnitOfWork work, UUID id, Buffer current) {
        work.log("delete", UploadHandler.TABLE, id, UploadHandler.logged(current.toJsonObject()));
        return work.execute(FileSql.REFERENCES, Tuple.of(id))
                .map(rows -> {
                    refuse(Responses.found(rows).getInteger(0));
                    return rows;
                })
                .compose(unused -> work.execute(FileSql.DELETE, Tuple.of(id)));
    }

    private static void refuse(int references) {
        if (references > 0) {
            String message = "The file has " + references + (references == 1 ? " reference" : " references");
            throw Problem.of(ErrorCode.HAS_DEPENDANTS, message)
                    .withMember("dependants", new JsonObject().put("references", references))
                    .exception();
        }
    }
}
