package com.raptorcomply.resources.transfer;

import com.raptorcomply.resources.crud.UnitOfWork;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Stores staged rows in one change of the organization: checks them again under its lock, updates the assets that have a
 * row, inserts the others, and logs each. Several statements, so that none takes as long as the time-out of one.
 *
 * @param rows the number of the last row
 * @param columns of the table that the file has
 */
record ImportChange(ImportSql sql, Staging staging, boolean isUpsert, int rows, String[] columns) {
    private static final int PORTION_ROWS = 10_000;

    /** What an import did, or would do. */
    record Outcome(long created, long updated, long unchanged) {
        JsonObject json(boolean isDryRun) {
            return new JsonObject()
                    .put("created", created)
                    .put("updated", updated)
                    .put("unchanged", unchanged)
                    .put("dryRun", isDryRun);
        }
    }

    Future<Outcome> run(UnitOfWork work) {
        return work.execute(ImportSql.FAULTS, staging.faultParameters(isUpsert)).compose(faults -> {
            ImportReport report = new ImportReport();
            Staging.report(faults, report);
            return report.isEmpty() ? store(work) : Future.failedFuture(report.refusal());
        });
    }

    /** Sends all statements without waiting for those before. */
    private Future<Outcome> store(UnitOfWork work) {
        List<Future<Row>> updates = new ArrayList<>();
        List<Future<Row>> inserts = new ArrayList<>();
        for (int after = 0; isUpsert && after < rows; after += PORTION_ROWS) {
            updates.add(work.execute(sql.update(), portion(after).addArrayOfString(columns))
                    .map(ImportChange::only));
        }
        for (int after = 0; after < rows; after += PORTION_ROWS) {
            inserts.add(work.execute(sql.insert(), portion(after)).map(ImportChange::only));
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
