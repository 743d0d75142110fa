package com.raptorcomply.keyservice.revocation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Shows each gateway with an open session: the rest of its lease, its applied sequence and its lag behind the log. A
 * gateway whose row is closed disappears. Each replica shows all gateways. Safe on any thread.
 */
final class LeaseMeters {
    /** The largest number of gateways shown, first by name, so that the number of labels is bounded. */
    private static final int GATEWAYS_MAX = 1_000;

    private static final double MILLIS_PER_SECOND = 1_000;

    /** Reads the latest session of each name, because a restart can leave several. */
    private static final String READ = """
            SELECT DISTINCT ON (l.gateway) l.gateway, l.applied, h.sequence - l.applied AS lag, \
              greatest(0, l.term_millis - extract(epoch FROM clock_timestamp() - l.renewed_at) * 1000)::float8 AS remaining_millis \
            FROM gateway_lease l CROSS JOIN change_head h WHERE l.closed_at IS NULL \
            ORDER BY l.gateway, l.joined_at DESC LIMIT $1""";

    private final Pool pool;
    private final MultiGauge remaining;
    private final MultiGauge applied;
    private final MultiGauge lag;

    LeaseMeters(Pool pool, MeterRegistry meters) {
        this.pool = pool;
        this.remaining = MultiGauge.builder("revocation.gateway.lease.remaining")
                .description("What was left of a gateway's lease when last looked, by the database's clock")
                .baseUnit("seconds")
                .register(meters);
        this.applied = MultiGauge.builder("revocation.gateway.applied.sequence")
                .description("Every change up to here is evicted at the gateway, as it has reported")
                .register(meters);
        this.lag = MultiGauge.builder("revocation.gateway.sequence.lag")
                .description("Changes that the gateway has not reported as applied")
                .register(meters);
    }

    /** Reads the rows once. */
    Future<Void> read() {
        return pool.preparedQuery(READ).execute(Tuple.of(GATEWAYS_MAX)).map(rows -> {
            show(remaining, rows, row -> row.getDouble("remaining_millis") / MILLIS_PER_SECOND);
            show(applied, rows, row -> row.getLong("applied"));
            show(lag, rows, row -> row.getLong("lag"));
            return null;
        });
    }

    private static void show(MultiGauge gauge, RowSet<Row> rows, Function<Row, Number> value) {
        List<MultiGauge.Row<?>> shown = new ArrayList<>(rows.size());
        for (Row row : rows) {
            shown.add(MultiGauge.Row.of(Tags.of("gateway", row.getString("gateway")), value.apply(row)));
        }
        gauge.register(shown, true);
    }
}
