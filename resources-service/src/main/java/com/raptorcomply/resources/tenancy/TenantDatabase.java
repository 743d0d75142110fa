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
 * Statements and transactions that see one organization. The settings that row-level security reads are local to the
 * transaction; where setting them fails, the policies find no organization and show nothing.
 */
public final class TenantDatabase {
    private final Postgres postgres;

    public TenantDatabase(Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Makes a query one that {@link #read} can run: it sets the tenant and then reads, in one statement, which is a transaction
     * of its own. The query must hold {@code caller.known} among its conditions: as it refers to the caller, PostgreSQL can
     * only run it after the settings are made (OFFSET 0 keeps the planner from taking the two apart), and were it to run before,
     * it would find nothing.
     *
     * @param parameters how many parameters the query itself has
     */
    public static String scoped(String query, int parameters) {
        return "WITH caller AS MATERIALIZED (SELECT (set_config('app.organization_id', $" + (parameters + 1)
                + ", true) || set_config('app.restrictions', $" + (parameters + 2)
                + ", true)) IS NOT NULL AS known) SELECT found.* FROM caller, LATERAL (" + query + " OFFSET 0) found";
    }

    /** Runs one {@link #scoped} query for a request's caller, in one round trip; stops it when the client goes away. */
    public Future<RowSet<Row>> read(RoutingContext ctx, String scoped, Tuple parameters) {
        Tenant tenant = StampHandler.tenant(ctx);
        return whileAwaited(ctx, connection -> read(connection, tenant, scoped, parameters));
    }

    /**
     * Runs statements for a request's caller in a transaction that is rolled back if the work's future fails. A statement that
     * runs when the client goes away is stopped, and nothing is stored.
     *
     * @param last sends the transaction's last statements, given what the work came to; COMMIT follows without waiting for
     *     them, and undoes all if one of them fails
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
        // Sent together, and the work's first statements after them without waiting for answers.
        connection.query("BEGIN; " + tenant.settings()).execute();
        return Future.succeededFuture(connection)
                .compose(work)
                .compose(result ->
                        commit(connection, last.apply(connection, result)).map(result))
                .recover(failure -> rollback(connection, failure));
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

    /** Harmless where COMMIT has already ended the transaction, or the connection is gone. */
    private static <T> Future<T> rollback(SqlConnection connection, Throwable failure) {
        return connection.query("ROLLBACK").execute().transform(ended -> Future.failedFuture(failure));
    }
}
