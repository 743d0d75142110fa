package com.raptorcomply.resources.crud;

import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Responds with one record, or with 304 if the client's copy is current. */
final class ReadHandler implements Handler<RoutingContext> {
    private final String sql;
    private final TenantDatabase database;

    ReadHandler(CompiledResource resource, TenantDatabase database) {
        this.sql = resource.sql().read();
        this.database = database;
    }

    @Override
    public void handle(RoutingContext ctx) {
        UUID id = Responses.id(ctx);
        database.read(ctx, sql, Tuple.of(id))
                .map(Responses::only)
                .compose(body -> Responses.found(ctx, body))
                .onFailure(ctx::fail);
    }
}
