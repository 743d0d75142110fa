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
 * Transactions that see one organization. The settings that row-level security reads are local to the transaction and go
 * out in one message with BEGIN; the statements follow without waiting for answers, so a read costs one round trip. Where
 * BEGIN or the settings fail, the policies find no organization and show nothing.
 */
public final class TenantDatabase {
    private final Pool pool;

    public TenantDatabase(Pool pool) {
        this.pool = pool;
    }

    /** Runs one statement in a read-only transaction. */
    public Future<RowSet<Row>> read(Tenant tenant, String sql, Tuple parameters) {
        return pool.getConnection().compose(connection -> {
            begin(connection, "BEGIN READ ONLY", tenant);
            Future<RowSet<Row>> rows = connection.preparedQuery(sql).execute(parameters);
            Future<?> end = connection.query("COMMIT").execute();
            return rows.eventually(() -> end).eventually(connection::close);
        });
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
            begin(connection, "BEGIN", tenant);
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

    private static void begin(SqlConnection connection, String begin, Tenant tenant) {
        connection.query(begin + "; " + tenant.settings()).execute();
    }
}
