package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Refuses lists of changes to callers with restrictions if something has moved to another place since the time from which
 * they ask: such a list shows neither what has left their sight nor what came into it with its place. It tells these callers
 * from which time to ask next.
 */
final class DeltaSight {
    /** The time from which a client asks for changes after it has read the list. */
    static final String NEXT_SINCE = "Changes-Since";

    private static final String STATE =
            TenantDatabase.scoped("SELECT sight_moved_at() AS moved, last_change_at() AS last WHERE caller.known", 0);

    private DeltaSight() {}

    /** Returns the statement, to be prepared at start. */
    static String statement() {
        return STATE;
    }

    /**
     * Fails with a 410 if the list would not show all changes.
     *
     * @param since the time from which the caller asks; null for the whole list
     * @param isFirst true for the beginning of the list, whose response tells the next time
     */
    static Future<Void> check(
            RoutingContext ctx, TenantDatabase database, @Nullable OffsetDateTime since, boolean isFirst) {
        if (!StampHandler.tenant(ctx).isRestricted() || (since == null && !isFirst)) {
            return Future.succeededFuture();
        }
        return database.read(ctx, STATE, Tuple.tuple()).compose(rows -> {
            Row state = rows.iterator().next();
            OffsetDateTime moved = state.getOffsetDateTime(0);
            OffsetDateTime last = state.getOffsetDateTime(1);
            if (since != null && moved != null && moved.isAfter(since)) {
                return Future.failedFuture(moved());
            }
            if (isFirst && last != null) {
                ctx.response().putHeader(NEXT_SINCE, Timestamps.text(last));
            }
            return Future.succeededFuture();
        });
    }

    static RuntimeException moved() {
        return Problem.of(ErrorCode.SIGHT_MOVED, "What this key may see has changed. Read the whole list again.")
                .exception();
    }
}
