package com.raptorcomply.resources.transfer;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.service.Repeat;
import com.raptorcomply.resources.crud.RecordIds;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import com.raptorcomply.resources.transfer.ImportReader.Rows;
import com.raptorcomply.resources.transfer.ImportReport.Fault;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of one import in the database, from their reading to the end of the request. They are staged and checked
 * without holding up changes of the organization. Confined to the event loop of its request.
 */
final class Staging {
    private static final Logger LOG = LoggerFactory.getLogger(Staging.class);
    private static final int PORTION_ROWS = 1_000;

    private final RoutingContext ctx;
    private final TenantDatabase database;
    private final ImportSql sql;
    private final UUID id = RecordIds.next();
    private Future<Rows> following = Future.succeededFuture(Rows.NONE);

    Staging(RoutingContext ctx, TenantDatabase database, ImportSql sql) {
        this.ctx = ctx;
        this.database = database;
        this.sql = sql;
    }

    UUID id() {
        return id;
    }

    /** Stages all rows of a file. A worker thread reads the next portion while the database takes the last one. */
    Future<Void> stage(ImportReader reader) {
        following = portion(reader);
        return Repeat.whileTrue(() -> following.compose(rows -> {
            if (rows.isEmpty()) {
                return Future.succeededFuture(false);
            }
            following = portion(reader);
            // Waits for both, because the file must stay open while the worker reads it.
            return Future.join(store(rows), following).map(true);
        }));
    }

    private Future<?> store(Rows rows) {
        Tuple parameters = Tuple.of(
                StampHandler.tenant(ctx).organizationId(), id, rows.numbers().toArray(Integer[]::new), rows.records());
        return database.preparing(
                ctx, connection -> connection.preparedQuery(sql.stage()).execute(parameters));
    }

    private Future<Rows> portion(ImportReader reader) {
        return ctx.vertx().executeBlocking(() -> reader.next(PORTION_ROWS), false);
    }

    /** Adds to the report what is wrong with the rows together, as the database is now. */
    Future<Void> check(boolean isUpsert, ImportReport report) {
        return database.preparing(ctx, connection -> faults(connection, isUpsert))
                .map(rows -> {
                    report(rows, report);
                    return null;
                });
    }

    private Future<RowSet<Row>> faults(SqlConnection connection, boolean isUpsert) {
        return connection.preparedQuery(ImportSql.FAULTS).execute(Tuple.of(id, isUpsert, ImportReport.ERRORS_MAX));
    }

    /** Adds the result of {@link ImportSql#FAULTS} to a report. */
    private static void report(RowSet<Row> rows, ImportReport report) {
        Set<String> counted = new HashSet<>();
        for (Row row : rows) {
            Fault fault = fault(row.getInteger(0), row.getString(1), row.getString(2), row);
            report.list(fault);
            if (counted.add(row.getString(1))) {
                report.count(fault.code(), row.getLong(4));
            }
        }
    }

    private static Fault fault(int number, String kind, String value, Row row) {
        return switch (kind) {
            case "twice" ->
                new Fault(
                        number,
                        ImportReader.TAG,
                        ErrorCode.ALREADY_EXISTS,
                        "Column 'assetTag' has a value that row " + row.getInteger(3) + " has",
                        value,
                        null);
            case "taken" ->
                new Fault(
                        number,
                        ImportReader.TAG,
                        ErrorCode.ALREADY_EXISTS,
                        "Column 'assetTag' has a value that another record already has",
                        value,
                        null);
            default ->
                new Fault(
                        number,
                        ImportReader.SYSTEM,
                        ErrorCode.REFERENCE_NOT_FOUND,
                        "Column 'cyberSystemId' refers to a record that does not exist",
                        value,
                        null);
        };
    }

    /** Removes the rows, whether or not the client is still there. */
    Future<Void> remove() {
        return database.preparing(StampHandler.tenant(ctx), connection -> connection
                        .preparedQuery(ImportSql.UNSTAGE)
                        .execute(Tuple.of(id)))
                .onFailure(failure -> LOG.atWarn()
                        .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                        .log("Staged rows are left to the next sweep"))
                .otherwiseEmpty()
                .mapEmpty();
    }
}
