package com.raptorcomply.resources.tenancy;

import com.raptorcomply.chassis.postgres.DatabaseService;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.postgres.PostgresConfig;
import com.raptorcomply.chassis.service.ServiceRuntime;
import com.raptorcomply.resources.config.FairnessConfig;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Runs statements and transactions that see one organization. The settings that row-level security reads are local to
 * the transaction. If setting them fails, the policies find no organization and show no rows.
 */
public final class TenantDatabase {
    /** As many rows take the database many times as long as a record. A portion of a whole list has as many. */
    private static final int LIST_ROWS_MIN = 200;

    private static final String LAST_CHANGES = "SELECT organization, last_at FROM last_changes($1)";

    private final Postgres postgres;
    private final FairConnectionQueue queue;

    /**
     * Creates it on the pool of a service.
     *
     * @param database the settings of that pool
     * @param fairness the shares of its connections
     */
    public TenantDatabase(DatabaseService service, PostgresConfig database, FairnessConfig fairness) {
        this.postgres = service.postgres();
        ServiceRuntime runtime = service.runtime();
        this.queue =
                new FairConnectionQueue(runtime.vertx(), ConnectionBounds.of(database, fairness), runtime.meters());
    }

    /** Returns the statements that do not come from requests, for preparing them at start. */
    public static List<String> statements() {
        return List.of(LAST_CHANGES);
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
        return scoped(query, parameters, "");
    }

    /**
     * Does the same for a query of one record. Whether a restricted caller sees it is decided from the record upward, which
     * takes less than finding all that the caller sees.
     */
    public static String scopedToOne(String query, int parameters) {
        return scoped(query, parameters, " || set_config('app.sight', 'row', true)");
    }

    private static String scoped(String query, int parameters, String more) {
        return "WITH caller AS MATERIALIZED (SELECT (set_config('app.organization_id', $" + (parameters + 1)
                + ", true) || set_config('app.restrictions', $" + (parameters + 2) + ", true)" + more
                + ") IS NOT NULL AS known) SELECT found.* FROM caller, LATERAL (" + query + " OFFSET 0) found";
    }

    /**
     * Runs one {@link #scoped} query for a request's caller, in one round trip. It is cancelled if the client leaves.
     */
    public Future<RowSet<Row>> read(RoutingContext ctx, String scoped, Tuple parameters) {
        Tenant tenant = StampHandler.tenant(ctx);
        return whileAwaited(ctx, ConnectionUse.RECORD, connection -> read(connection, tenant, scoped, parameters));
    }

    /** Does the same for a query that waits for changes of the organization. It leaves the connections for reads to others. */
    public Future<RowSet<Row>> readAfterChanges(RoutingContext ctx, String scoped, Tuple parameters) {
        Tenant tenant = StampHandler.tenant(ctx);
        return whileAwaited(ctx, ConnectionUse.CHANGE, connection -> read(connection, tenant, scoped, parameters));
    }

    /**
     * Does the same for a query with up to so many rows. If they are many, it gets one of the connections for lists.
     */
    public Future<RowSet<Row>> readRows(RoutingContext ctx, String scoped, Tuple parameters, int rowsMax) {
        Tenant tenant = StampHandler.tenant(ctx);
        ConnectionUse use = rowsMax < LIST_ROWS_MIN ? ConnectionUse.RECORD : ConnectionUse.LIST;
        return whileAwaited(ctx, use, connection -> read(connection, tenant, scoped, parameters));
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
        return whileAwaited(ctx, ConnectionUse.CHANGE, connection -> writing(connection, tenant, work, last));
    }

    /**
     * Does the same, and runs other statements before the change begins, in the same transaction. They must neither lock
     * nor change records, because others may do so meanwhile.
     */
    public <T> Future<T> writing(
            RoutingContext ctx,
            Function<SqlConnection, Future<?>> before,
            Function<SqlConnection, Future<T>> work,
            BiFunction<SqlConnection, T, Future<?>> last) {
        Tenant tenant = StampHandler.tenant(ctx);
        return whileAwaited(ctx, ConnectionUse.CHANGE, connection -> {
            Future<?> begun = connection
                    .query("BEGIN; " + tenant.settings())
                    .execute()
                    .compose(settled -> before.apply(connection))
                    .compose(prepared ->
                            connection.query("SELECT begin_change()").execute());
            return begun.map(connection)
                    .compose(work)
                    .compose(result ->
                            commit(connection, last.apply(connection, result)).map(result))
                    .recover(failure -> rollback(connection, failure));
        });
    }

    /**
     * Runs statements for a request's caller in a transaction that begins no change, so it neither waits for changes of the
     * organization nor holds them up, and must not change records. It gets one of the connections for lists.
     */
    public <T> Future<T> preparing(RoutingContext ctx, Function<SqlConnection, Future<T>> work) {
        Tenant tenant = StampHandler.tenant(ctx);
        return whileAwaited(ctx, ConnectionUse.LIST, true, connection -> preparing(connection, tenant, work));
    }

    /** Does the same whether or not the client waits for the response. */
    public <T> Future<T> preparing(Tenant tenant, Function<SqlConnection, Future<T>> work) {
        FairConnectionQueue.Place place = queue.enter(tenant.organization(), ConnectionUse.LIST, true);
        return place.granted()
                .compose(granted -> postgres.pool().getConnection())
                .compose(connection -> preparing(connection, tenant, work).eventually(connection::close))
                .onComplete(done -> place.leave());
    }

    private static <T> Future<T> preparing(
            SqlConnection connection, Tenant tenant, Function<SqlConnection, Future<T>> work) {
        Future<?> begun = connection.query("BEGIN; " + tenant.settings()).execute();
        return Future.succeededFuture(connection)
                .compose(work)
                .compose(result -> connection.query("COMMIT").execute().map(result))
                .recover(failure -> rollback(connection, begun.failed() ? begun.cause() : failure));
    }

    /**
     * Runs work of the service itself for one organization, in a transaction that sees all of it and has not begun a change.
     */
    public <T> Future<T> maintaining(UUID organization, Function<SqlConnection, Future<T>> work) {
        return postgres.pool().withTransaction(connection -> connection
                .query("SELECT set_config('app.organization_id', '" + organization
                        + "', true), set_config('app.restrictions', '', true)")
                .execute()
                .compose(set -> work.apply(connection)));
    }

    /** Returns the times of the last changes of some organizations, of those that have any. */
    public Future<Map<UUID, OffsetDateTime>> lastChanges(Collection<UUID> organizations) {
        return postgres.pool()
                .preparedQuery(LAST_CHANGES)
                .execute(Tuple.of(organizations.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, OffsetDateTime> times = new HashMap<>();
                    rows.forEach(row -> times.put(row.getUUID(0), row.getOffsetDateTime(1)));
                    return times;
                });
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

    private <T> Future<T> whileAwaited(RoutingContext ctx, ConnectionUse use, Function<SqlConnection, Future<T>> work) {
        return whileAwaited(ctx, use, ctx.response().headWritten(), work);
    }

    /** @param begun true if much of the request's work is done, which a refusal would waste */
    private <T> Future<T> whileAwaited(
            RoutingContext ctx, ConnectionUse use, boolean begun, Function<SqlConnection, Future<T>> work) {
        String organization = StampHandler.tenant(ctx).organization();
        FairConnectionQueue.Place place = queue.enter(organization, use, begun);
        return granted(ctx, place)
                .compose(granted -> postgres.pool().getConnection())
                .compose(connection -> {
                    AwaitedConnection awaited = AwaitedConnection.of(ctx, connection, postgres);
                    return awaited.run(work).eventually(awaited::release);
                })
                .onComplete(done -> place.leave());
    }

    private static Future<Void> granted(RoutingContext ctx, FairConnectionQueue.Place place) {
        Future<Void> granted = place.granted();
        if (granted.isComplete()) {
            return granted;
        }
        int endHandler = ctx.addEndHandler(end -> place.abandon());
        return granted.onComplete(done -> ctx.removeEndHandler(endHandler));
    }

    private static Future<?> commit(SqlConnection connection, Future<?> last) {
        return Future.join(last, connection.query("COMMIT").execute());
    }

    /** Rolls the transaction back. This is harmless after COMMIT or without a connection. */
    private static <T> Future<T> rollback(SqlConnection connection, Throwable failure) {
        return connection.query("ROLLBACK").execute().transform(ended -> Future.failedFuture(failure));
    }
}
