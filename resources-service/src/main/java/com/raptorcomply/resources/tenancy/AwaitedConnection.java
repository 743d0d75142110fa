package com.raptorcomply.resources.tenancy;

import com.raptorcomply.chassis.postgres.Postgres;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds a connection for one request and cancels its statement at PostgreSQL when the client leaves. Abandoned
 * statements would take the database from others. Confined to the request's event loop.
 */
final class AwaitedConnection {
    private final RoutingContext ctx;
    private final SqlConnection connection;
    private final int endHandler;
    private @Nullable Future<Void> cancelled;

    private AwaitedConnection(RoutingContext ctx, SqlConnection connection, Postgres postgres) {
        this.ctx = ctx;
        this.connection = connection;
        this.endHandler = ctx.addEndHandler(end -> {
            if (end.failed()) {
                cancelled = postgres.cancel(connection);
            }
        });
    }

    /** Takes over a connection from the pool for this request. */
    static AwaitedConnection of(RoutingContext ctx, SqlConnection connection, Postgres postgres) {
        return new AwaitedConnection(ctx, connection, postgres);
    }

    /** Runs the work, unless the client left while the request waited for the connection. */
    <T> Future<T> run(Function<SqlConnection, Future<T>> work) {
        return ctx.response().closed()
                ? Future.failedFuture("The client went away")
                : Future.succeededFuture(connection).compose(work);
    }

    /** Returns the connection to the pool, after no cancel signal can reach it and no transaction is open. */
    Future<Void> release() {
        ctx.removeEndHandler(endHandler);
        Future<Void> signalled = cancelled;
        return signalled == null
                ? connection.close()
                : signalled
                        .eventually(() -> connection.query("ROLLBACK").execute())
                        .eventually(connection::close);
    }
}
