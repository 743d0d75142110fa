package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Refuses times of which no list can be told: before the service kept versions of records, and in the future, when changes
 * would still alter the list.
 */
public final class History {
    private static final String BOUNDS =
            TenantDatabase.scoped("SELECT b.first, b.last FROM history_bounds($1) b WHERE caller.known", 1);

    private History() {}

    /** Returns the statement, to be prepared at start. */
    static String statement() {
        return BOUNDS;
    }

    /**
     * Waits for the organization's change under way; fails with a 400 if the time is out of bounds.
     *
     * @param table of the records; null for those that have been kept for the longest time
     * @param parameter the query parameter with the time
     */
    public static Future<Void> check(
            RoutingContext ctx,
            TenantDatabase database,
            @Nullable String table,
            String parameter,
            OffsetDateTime asOf) {
        return database.read(ctx, BOUNDS, Tuple.of(table)).compose(rows -> {
            Row bounds = rows.iterator().next();
            OffsetDateTime first = bounds.getOffsetDateTime(0);
            if (asOf.isBefore(first)) {
                throw QueryValues.bad(parameter, "must not be before " + Timestamps.text(first));
            }
            if (asOf.isAfter(bounds.getOffsetDateTime(1))) {
                throw QueryValues.bad(parameter, "must be in the past");
            }
            return Future.succeededFuture();
        });
    }
}
