package com.raptorcomply.resources.evidence;

import com.raptorcomply.resources.crud.Responses;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;

/** Responds with the metadata of a file and all its versions. */
final class MetadataHandler implements Handler<RoutingContext> {
    private final TenantDatabase database;

    MetadataHandler(TenantDatabase database) {
        this.database = database;
    }

    @Override
    public void handle(RoutingContext ctx) {
        database.read(ctx, FileSql.READ, Tuple.of(Responses.id(ctx)))
                .map(Responses::only)
                .compose(body -> Responses.found(ctx, body))
                .onFailure(ctx::fail);
    }
}
