package com.raptorcomply.resources.transfer;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.crud.CompiledResource;
import com.raptorcomply.resources.crud.UnitOfWork;
import com.raptorcomply.resources.crud.Writer;
import com.raptorcomply.resources.crud.Written;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stores staged rows in one change of the organization: updates the assets that have a row, inserts the others, and logs
 * each. Under its lock it checks only what no constraint does. Several statements, so that none takes as long as the time-out of one.
 *
 * @param system the cyber systems
 * @param systemId the one in the path
 * @param rows the number of the last row
 * @param columns of the table that the file has
 */
record ImportChange(
        ImportSql sql,
        Staging staging,
        CompiledResource system,
        UUID systemId,
        boolean isUpsert,
        int rows,
        List<String> columns)
        implements Writer.Command<Written> {
    private static final int PORTION_ROWS = 2_000;

    /** The number of rows by the effect that the import had, or would have. */
    record Outcome(long created, long updated, long unchanged) {
        JsonObject json(boolean isDryRun) {
            return new JsonObject()
                    .put("created", created)
                    .put("updated", updated)
                    .put("unchanged", unchanged)
                    .put("dryRun", isDryRun);
        }
    }

    /** Stores the words of new assets, if all are new. */
    @Override
    public @Nullable Function<SqlConnection, Future<?>> preparation() {
        return isUpsert ? null : this::storeWords;
    }

    private Future<?> storeWords(SqlConnection connection) {
        List<Future<?>> stored = new ArrayList<>(List.of(Future.succeededFuture()));
        for (int after = 0; after < rows; after += PORTION_ROWS) {
            stored.add(connection.preparedQuery(ImportSql.STORE_WORDS).execute(portion(after)));
        }
        return Future.join(stored);
    }

    @Override
    public Future<Written> run(UnitOfWork work) {
        return work.lock(system, systemId)
                .compose(found -> work.execute(ImportSql.GONE_SYSTEMS, Tuple.of(staging.id())))
                .compose(gone -> gone.iterator().next().getLong(0) == 0
                        ? store(work)
                        : Future.failedFuture(Problem.of(
                                        ErrorCode.REFERENCE_NOT_FOUND, "A system of the file does not exist any more")
                                .exception()))
                .map(outcome ->
                        new Written(system.path(systemId), outcome.json(false).toBuffer(), false));
    }

    /** Sends all statements without waiting for those before. */
    private Future<Outcome> store(UnitOfWork work) {
        List<Future<Row>> updates = new ArrayList<>();
        List<Future<Row>> inserts = new ArrayList<>();
        for (int after = 0; isUpsert && after < rows; after += PORTION_ROWS) {
            updates.add(work.execute(sql.update(), portion(after).addArrayOfString(columns.toArray(String[]::new)))
                    .map(ImportChange::only));
        }
        for (int after = 0; after < rows; after += PORTION_ROWS) {
            inserts.add(work.execute(isUpsert ? sql.insert() : sql.create(), portion(after))
                    .map(ImportChange::only));
        }
        List<Future<?>> all = new ArrayList<>(updates);
        all.addAll(inserts);
        return Future.join(all).compose(stored -> leaveAreas(work, updates)).map(left -> {
            long updated = sum(updates, "stored");
            long created = sum(inserts, "stored");
            if (updated + created > 0) {
                work.logged();
            }
            return new Outcome(created, updated, sum(updates, "found") - updated);
        });
    }

    private static Future<?> leaveAreas(UnitOfWork work, List<Future<Row>> updates) {
        List<Future<?>> left = new ArrayList<>(List.of(Future.succeededFuture()));
        for (Future<Row> update : updates) {
            UUID[] moved = update.result().getArrayOfUUIDs("moved");
            if (moved != null) {
                left.add(work.execute(ImportSql.LEAVE_AREAS, Tuple.tuple().addArrayOfUUID(moved)));
            }
        }
        return Future.join(left);
    }

    private Tuple portion(int after) {
        return Tuple.of(staging.id(), after, after + PORTION_ROWS);
    }

    private static Row only(Iterable<Row> rows) {
        return rows.iterator().next();
    }

    private static long sum(List<Future<Row>> results, String column) {
        return results.stream().mapToLong(row -> row.result().getLong(column)).sum();
    }
}
