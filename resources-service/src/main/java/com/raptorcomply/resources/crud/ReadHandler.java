package com.raptorcomply.resources.crud;

import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;

/** Responds with one record, or with 304 if the client's copy is current. */
final class ReadHandler implements Handler<RoutingContext> {
    private final String sql;
    private final Function<RoutingContext, Tuple> parameters;
    private final TenantDatabase database;

    /** Reads the record with the id in the path. */
    ReadHandler(CompiledResource resource, TenantDatabase database) {
        this(resource.sql().read(), ctx -> Tuple.of(Responses.id(ctx)), database);
    }

    /**
     * Reads a record by other parameters.
     *
     * @param sql scoped
     * @param parameters of a request
     */
    ReadHandler(String sql, Function<RoutingContext, Tuple> parameters, TenantDatabase database) {
        this.sql = sql;
        this.parameters = parameters;
        this.database = database;
    }

    @Override
    public void handle(RoutingContext ctx) {
        database.read(ctx, sql, parameters.apply(ctx))
                .map(Responses::only)
                .compose(body -> Responses.found(ctx, body))
                .onFailure(ctx::fail);
    }
}
