package com.raptorcomply.resources.tenancy;

import com.raptorcomply.chassis.postgres.Postgres;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Runs statements and transactions that see one organization. The settings that row-level security reads are local to
 * the transaction. If setting them fails, the policies find no organization and show no rows.
 */
public final class TenantDatabase {
    private final Postgres postgres;

    public TenantDatabase(Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Wraps a query for {@link #read}: one statement, which is its own transaction, sets the tenant and then reads. The
     * query must have {@code caller.known} among its conditions. Because it refers to the caller, PostgreSQL can only
     * run it after the settings are made (OFFSET 0 keeps the planner from separating the two); before, it would find no
     * rows.
     *
     * @param parameters the number of parameters of the query
     */
    public static String scoped(String query, int parameters) {
        return "WITH caller AS MATERIALIZED (SELECT (set_config('app.organization_id', $" + (parameters + 1)
                + ", true) || set_config('app.restrictions', $" + (parameters + 2)
                + ", true)) IS NOT NULL AS known) SELECT found.* FROM caller, LATERAL (" + query + " OFFSET 0) found";
    }

    /**
     * Runs one {@link #scoped} query for a request's caller, in one round trip. It is cancelled if the client leaves.
     */
    public Future<RowSet<Row>> read(RoutingContext ctx, String scoped, Tuple parameters) {
        Tenant tenant = StampHandler.tenant(ctx);
        return whileAwaited(ctx, connection -> read(connection, tenant, scoped, parameters));
    }

    /**
     * Runs statements for a request's caller in a transaction, which is rolled back if the work's future fails. If the
     * client leaves, the running statement is cancelled and nothing is stored. The transaction begins a change: it waits
     * for other changes of the organization, and {@code change_time()} is later than theirs.
     *
     * @param last sends the last statements of the transaction, given the result of the work; COMMIT follows without
     *     waiting for them, and rolls all back if one of them fails
     */
    public <T> Future<T> writing(
            RoutingContext ctx, Function<SqlConnection, Future<T>> work, BiFunction<SqlConnection, T, Future<?>> last) {
        Tenant tenant = StampHandler.tenant(ctx);
        return whileAwaited(ctx, connection -> writing(connection, tenant, work, last));
    }

    static Future<RowSet<Row>> read(SqlConnection connection, Tenant tenant, String scoped, Tuple parameters) {
        parameters.addString(tenant.organization()).addString(tenant.restrictions());
        return connection.preparedQuery(scoped).execute(parameters);
    }

    static <T> Future<T> writing(
            SqlConnection connection,
            Tenant tenant,
            Function<SqlConnection, Future<T>> work,
            BiFunction<SqlConnection, T, Future<?>> last) {
        // All are sent together. The first statements of the work follow without waiting for results.
        Future<?> begun = connection
                .query("BEGIN; " + tenant.settings() + "; SELECT begin_change()")
                .execute();
        return Future.succeededFuture(connection)
                .compose(work)
                .compose(result ->
                        commit(connection, last.apply(connection, result)).map(result))
                .recover(failure -> rollback(connection, begun.failed() ? begun.cause() : failure));
    }

    private <T> Future<T> whileAwaited(RoutingContext ctx, Function<SqlConnection, Future<T>> work) {
        return postgres.pool().getConnection().compose(connection -> {
            AwaitedConnection awaited = AwaitedConnection.of(ctx, connection, postgres);
            return awaited.run(work).eventually(awaited::release);
        });
    }

    private static Future<?> commit(SqlConnection connection, Future<?> last) {
        return Future.join(last, connection.query("COMMIT").execute());
    }

    /** Rolls the transaction back. This is harmless after COMMIT or without a connection. */
    private static <T> Future<T> rollback(SqlConnection connection, Throwable failure) {
        return connection.query("ROLLBACK").execute().transform(ended -> Future.failedFuture(failure));
    }
}
