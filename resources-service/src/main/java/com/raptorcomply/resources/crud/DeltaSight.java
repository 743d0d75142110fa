package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.Tenant;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Refuses lists of changes since a time after which the caller's sight has changed: because its restrictions have, or, for a
 * caller with restrictions, because something has moved to another place. Such a list shows neither what has left the sight
 * nor what came into it. The first page of each list tells from which time to ask next.
 */
final class DeltaSight {
    /** The time from which a client asks for changes after it has read the list. */
    static final String NEXT_SINCE = "Changes-Since";

    private static final String KEEP = TenantDatabase.scoped(
            "SELECT moved_at, changed_at, next_since FROM keep_sight($1, $2, $3) WHERE caller.known", 3);

    private DeltaSight() {}

    /** Returns the statement, to be prepared at start. */
    static String statement() {
        return KEEP;
    }

    /**
     * Fails with a 410 if the list would not show all changes.
     *
     * @param since the time from which the caller asks; null for the whole list
     * @param isFirst true for the beginning of the list, whose response tells the next time
     */
    static Future<Void> check(
            RoutingContext ctx, TenantDatabase database, @Nullable OffsetDateTime since, boolean isFirst) {
        Tenant tenant = StampHandler.tenant(ctx);
        // The cursor of a later page names the sight, so only moves remain to be looked for.
        if (!isFirst && (since == null || !tenant.isRestricted())) {
            return Future.succeededFuture();
        }
        Tuple caller = Tuple.of(tenant.keyId(), tenant.callerId(), tenant.sight());
        return database.read(ctx, KEEP, caller).compose(rows -> {
            Row state = rows.iterator().next();
            OffsetDateTime moved = tenant.isRestricted() ? state.getOffsetDateTime(0) : null;
            if (since != null && (isAfter(moved, since) || isAfter(state.getOffsetDateTime(1), since))) {
                return Future.failedFuture(moved());
            }
            OffsetDateTime next = state.getOffsetDateTime(2);
            if (isFirst && next != null) {
                ctx.response().putHeader(NEXT_SINCE, Timestamps.text(next));
            }
            return Future.succeededFuture();
        });
    }

    private static boolean isAfter(@Nullable OffsetDateTime time, OffsetDateTime since) {
        return time != null && time.isAfter(since);
    }

    static RuntimeException moved() {
        return Problem.of(ErrorCode.SIGHT_MOVED, "What this key may see has changed. Read the whole list again.")
                .exception();
    }
}
