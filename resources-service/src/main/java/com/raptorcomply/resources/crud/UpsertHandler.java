package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.schema.Field;
import com.raptorcomply.resources.tenancy.PermissionHandler;
import com.raptorcomply.resources.tenancy.StampHandler;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Creates or replaces the record with the natural key in the path. Two requests with one key never make two records,
 * because the second begins to look for it when the first has ended.
 */
final class UpsertHandler implements Handler<RoutingContext> {
    private final CompiledResource resource;
    private final Field key;
    private final RecordChanges changes;
    private final Writer writer;
    private final String updatePermission;

    /** @param updatePermission that the caller needs besides the operation's own */
    UpsertHandler(CompiledResource resource, Writer writer, String updatePermission) {
        this.resource = resource;
        this.key = resource.key();
        this.changes = new RecordChanges(resource, writer);
        this.writer = writer;
        this.updatePermission = updatePermission;
    }

    @Override
    public void handle(RoutingContext ctx) {
        PermissionHandler.require(StampHandler.tenant(ctx), updatePermission);
        String sought = ctx.pathParam(key.name());
        Violation malformed = key.type().check(key.name(), sought);
        WriteSupport.refuse(malformed == null ? List.of() : List.of(malformed));
        JsonBody.read(ctx.request(), JsonBody.BYTES_MAX)
                .compose(body -> {
                    requireKey(sought, body);
                    return writer.write(ctx, work -> changes.find(work, body).compose(found -> {
                        if (found == null) {
                            work.requireNone();
                        } else {
                            work.requireMatch(found.body());
                        }
                        return changes.upsert(work, body, found);
                    }));
                })
                .onSuccess(put -> put.respond(ctx, resource))
                .onFailure(ctx::fail);
    }

    /** A body without the key is a fault of its form, which is told with the others. */
    private void requireKey(String sought, JsonObject body) {
        Object sent = body.getValue(key.name());
        if (sent != null && !sent.equals(sought)) {
            WriteSupport.refuse(
                    List.of(Violation.of(key.name(), ErrorCode.INVALID_VALUE, "differs from the one in the path")));
        }
    }
}
