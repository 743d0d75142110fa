package com.raptorcomply.resources.tenancy;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
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
    private final Pool pool;

    public TenantDatabase(Pool pool) {
        this.pool = pool;
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

    /** Runs one {@link #scoped} query, in one round trip. */
    public Future<RowSet<Row>> read(Tenant tenant, String scoped, Tuple parameters) {
        parameters.addString(tenant.organization()).addString(tenant.restrictions());
        return pool.preparedQuery(scoped).execute(parameters);
    }

    /**
     * Runs statements in a transaction that is rolled back if the work's future fails.
     *
     * @param last sends the transaction's last statements, given what the work came to; COMMIT follows without waiting for
     *     them, and undoes all if one of them fails
     */
    public <T> Future<T> writing(
            Tenant tenant, Function<SqlConnection, Future<T>> work, BiFunction<SqlConnection, T, Future<?>> last) {
        return pool.getConnection().compose(connection -> {
            // Sent together, and the work's first statements after them without waiting for answers.
            connection.query("BEGIN; " + tenant.settings()).execute();
            return Future.succeededFuture(connection)
                    .compose(work)
                    .compose(result ->
                            commit(connection, last.apply(connection, result)).map(result))
                    .recover(failure -> rollback(connection, failure))
                    .eventually(connection::close);
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
