package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * The records of a resource as they were at a time, in the order of their ids. The JSON is column 0 of a row, the id column
 * 1. Any thread.
 *
 * @param members the names of the members, in their order
 * @param sql scoped: $1 time, $2 id after which to begin, $3 rows
 */
public record PastRecords(List<String> members, String sql) {
    /** Returns the records of a resource that keeps its history. */
    public static PastRecords of(CompiledResource resource) {
        String time = "$1::timestamptz";
        return new PastRecords(
                resource.sql().members(),
                Postgres.ONCE
                        + TenantDatabase.scoped(
                                "SELECT " + resource.sql().kept(null) + ", r.id FROM "
                                        + resource.sql().history(time) + " WHERE caller.known AND "
                                        + ListCondition.held("r", time)
                                        + " AND r.deleted_at IS NULL AND r.id > $2 ORDER BY r.id LIMIT $3::integer",
                                3));
    }

    /** Reads the next records. */
    public Future<RowSet<Row>> read(
            RoutingContext ctx, TenantDatabase database, OffsetDateTime time, UUID after, int rows) {
        return database.readRows(ctx, sql, Tuple.of(time, after, rows), rows);
    }
}
