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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses lists of changes since a time after which the caller's sight has changed: because its restrictions have, because the
 * database has been restored, or, for a caller with restrictions, because something has moved to another place. Such a list
 * shows neither what has left the sight nor what came into it. The first page of each list tells from which time to ask next.
 */
final class DeltaSight {
    /** The time from which a client asks for changes after it has read the list. */
    static final String NEXT_SINCE = "Changes-Since";

    private static final String KNOWN = statement("known_sight");
    private static final String KEEP = statement("keep_sight");

    private DeltaSight() {}

    /** Returns the statements, to be prepared at start. */
    static List<String> statements() {
        return List.of(KNOWN, KEEP);
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
        return state(ctx, database, tenant).compose(state -> {
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

    /** Reads what is known of the caller. Only if its sight has changed, this waits for changes of the organization. */
    private static Future<Row> state(RoutingContext ctx, TenantDatabase database, Tenant tenant) {
        return database.read(ctx, KNOWN, caller(tenant))
                .compose(known -> known.size() > 0
                        ? Future.succeededFuture(known)
                        : database.readAfterChanges(ctx, KEEP, caller(tenant)))
                .map(rows -> rows.iterator().next());
    }

    private static Tuple caller(Tenant tenant) {
        return Tuple.of(tenant.keyId(), tenant.callerId(), tenant.sight());
    }

    private static String statement(String function) {
        return TenantDatabase.scoped(
                "SELECT moved_at, changed_at, next_since FROM " + function + "($1, $2, $3) WHERE caller.known", 3);
    }

    private static boolean isAfter(@Nullable OffsetDateTime time, OffsetDateTime since) {
        return time != null && time.isAfter(since);
    }

    static RuntimeException moved() {
        return Problem.of(ErrorCode.SIGHT_MOVED, "What this key may see has changed. Read the whole list again.")
                .exception();
    }
}
