package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.request.CursorSeal;
import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.schema.FieldType;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.Tenant;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Responds with the changes of all records after a position, and waits for one if there is none. A caller whose sight has
 * moved since gets 410, because records that left its sight would stay in its copy, and records that entered it would be
 * missing. So does each caller after the database has been restored, because its copy may have what the database lacks.
 */
final class ChangesHandler implements Handler<RoutingContext> {
    private static final String AFTER = "after";
    private static final String LIMIT = "limit";
    private static final String WAIT = "wait";
    private static final int LIMIT_DEFAULT = 100;
    /** Ends before a gateway gives up a response without a byte. */
    private static final long WAIT_MILLIS_MAX = 25_000;

    private final ChangeFeed feed;
    private final TenantDatabase database;
    private final CursorSeal seal;
    private final ChangeWaiters waiters;
    private final Map<String, FieldType> types;

    /** @param types of the query parameters */
    ChangesHandler(
            ChangeFeed feed,
            TenantDatabase database,
            CursorSeal seal,
            ChangeWaiters waiters,
            Map<String, FieldType> types) {
        this.feed = feed;
        this.database = database;
        this.seal = seal;
        this.waiters = waiters;
        this.types = Map.copyOf(types);
    }

    /**
     * One request, as its parameters say.
     *
     * @param untilNanos the end of its wait, on the monotonic clock
     */
    private record Asked(ChangePosition position, boolean isFirst, int limit, long untilNanos) {}

    @Override
    public void handle(RoutingContext ctx) {
        Tenant tenant = StampHandler.tenant(ctx);
        Map<String, Object> values = new QueryValues(types).read(ctx.queryParams());
        String sight = feed.sight(tenant);
        String after = (String) values.get(AFTER);
        ChangePosition position = after == null
                ? ChangePosition.start(sight)
                : ChangePosition.read(seal.open(sealed(tenant), after, AFTER));
        if (!position.sight().equals(sight)) {
            throw moved();
        }
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            Responses.json(ctx, Buffer.buffer());
            return;
        }
        int limit = (int) values.getOrDefault(LIMIT, LIMIT_DEFAULT);
        long waitMillis = Math.min((int) values.getOrDefault(WAIT, 0) * 1_000L, WAIT_MILLIS_MAX);
        long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        answer(ctx, new Asked(position, after == null, limit, untilNanos)).onFailure(failure -> {
            if (!ctx.response().closed()) {
                ctx.fail(failure);
            }
        });
    }

    private Future<Void> answer(RoutingContext ctx, Asked asked) {
        Tenant tenant = StampHandler.tenant(ctx);
        // One change more than requested shows that more exist.
        int count = asked.limit() + 1;
        return database.readRows(ctx, feed.sql(), feed.after(asked.position(), count, tenant), count)
                .compose(rows -> {
                    Row first = rows.iterator().next();
                    OffsetDateTime lastMove = lastMove(tenant, first);
                    if (!asked.isFirst() && !asked.position().isSeenAt(lastMove)) {
                        return Future.failedFuture(moved());
                    }
                    if (first.getString(ChangeFeed.TYPE_COLUMN) == null) {
                        Future<Void> change = awaitChange(ctx, asked, first.getOffsetDateTime(ChangeFeed.LAST_COLUMN));
                        if (change != null) {
                            return change.compose(
                                    woken -> ctx.response().closed() ? Future.succeededFuture() : answer(ctx, asked));
                        }
                    }
                    return send(ctx, asked, asked.position().seenAt(lastMove), rows);
                });
    }

    /** A new epoch moves the sight of each caller, a move that of the restricted ones. */
    private static @Nullable OffsetDateTime lastMove(Tenant tenant, Row row) {
        OffsetDateTime epoch = row.getOffsetDateTime(ChangeFeed.EPOCH_COLUMN);
        OffsetDateTime moved = tenant.isRestricted() ? row.getOffsetDateTime(ChangeFeed.MOVED_COLUMN) : null;
        return epoch == null || (moved != null && moved.isAfter(epoch)) ? moved : epoch;
    }

    private @Nullable Future<Void> awaitChange(RoutingContext ctx, Asked asked, @Nullable OffsetDateTime last) {
        long millis = TimeUnit.NANOSECONDS.toMillis(asked.untilNanos() - System.nanoTime());
        return millis <= 0 ? null : waiters.await(StampHandler.tenant(ctx).organizationId(), last, millis);
    }

    private Future<Void> send(RoutingContext ctx, Asked asked, ChangePosition begin, RowSet<Row> rows) {
        List<Row> changes = new ArrayList<>();
        rows.forEach(row -> {
            if (row.getString(ChangeFeed.TYPE_COLUMN) != null) {
                changes.add(row);
            }
        });
        boolean hasMore = changes.size() > asked.limit();
        ChangePosition next = begin;
        Buffer body = Buffer.buffer("{\"changes\":[");
        boolean isFirst = true;
        for (Row row : changes.subList(0, Math.min(changes.size(), asked.limit()))) {
            if (!isFirst) {
                body.appendByte((byte) ',');
            }
            isFirst = false;
            append(body, row);
            next = next.after(
                    row.getOffsetDateTime(ChangeFeed.TIME_COLUMN),
                    row.getString(ChangeFeed.TYPE_COLUMN),
                    row.getUUID(ChangeFeed.ID_COLUMN));
        }
        String cursor = seal.seal(sealed(StampHandler.tenant(ctx)), next.write());
        body.appendString("],\"next\":\"" + cursor + "\",\"hasMore\":" + hasMore + "}");
        return Responses.json(ctx, body);
    }

    /** Appends one change, with the record as it is now unless it is deleted. */
    private static void append(Buffer body, Row row) {
        JsonObject change = new JsonObject()
                .put("type", row.getString(ChangeFeed.TYPE_COLUMN))
                .put("id", row.getUUID(ChangeFeed.ID_COLUMN).toString())
                .put("changedAt", Timestamps.text(row.getOffsetDateTime(ChangeFeed.TIME_COLUMN)));
        Buffer record = row.getBuffer(ChangeFeed.BODY_COLUMN);
        if (record == null) {
            body.appendString(change.put("isDeleted", true).encode());
        } else {
            String head = change.put("isDeleted", false).encode();
            body.appendString(head.substring(0, head.length() - 1))
                    .appendString(",\"record\":")
                    .appendBuffer(record)
                    .appendByte((byte) '}');
        }
    }

    private static JsonArray sealed(Tenant tenant) {
        return new JsonArray().add(tenant.organizationId().toString()).add("/changes");
    }

    private static RuntimeException moved() {
        return Problem.of(
                        ErrorCode.SIGHT_MOVED,
                        "What this key may see has changed. Read everything again, from the start without 'after'")
                .exception();
    }
}
