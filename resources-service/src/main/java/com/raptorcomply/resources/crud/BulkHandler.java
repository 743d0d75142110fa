package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.request.IdempotencyKey;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.schema.Field;
import com.raptorcomply.resources.tenancy.PermissionHandler;
import com.raptorcomply.resources.tenancy.StampHandler;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Creates and changes up to {@link BulkForm#ITEMS_MAX} records in one transaction, which is one link of the log. Each item
 * has its own outcome: one with a fault leaves the others untouched, unless the client asks for all or none.
 *
 * <p>Items are sent together. If PostgreSQL refuses one, each half is tried again by itself, because that finds a few
 * faulty items among many with few repetitions.
 */
public final class BulkHandler implements Handler<RoutingContext> {
    private static final int BYTES_MAX = 8 * 1024 * 1024;
    private static final String ATOMIC = "atomic";

    private final CompiledResource resource;
    private final BulkForm form;
    private final RecordChanges changes;
    private final Writer writer;
    private final @Nullable String updatePermission;

    /** @param updatePermission that the caller needs besides the operation's own, or null */
    public BulkHandler(CompiledResource resource, BulkForm form, Writer writer, @Nullable String updatePermission) {
        this.resource = resource;
        this.form = form;
        this.changes = new RecordChanges(resource, writer);
        this.writer = writer;
        this.updatePermission = updatePermission;
    }

    /** Rolls the transaction back when it has done nothing, so that the response binds no Idempotency-Key. */
    private static final class NothingDone extends RuntimeException {
        private final transient Buffer response;

        NothingDone(Buffer response) {
            super("Nothing done", null, false, false);
            this.response = response;
        }
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (updatePermission != null) {
            PermissionHandler.require(StampHandler.tenant(ctx), updatePermission);
        }
        boolean atomic = isAtomic(ctx);
        JsonBody.read(ctx.request(), BYTES_MAX)
                .compose(body -> write(ctx, body, atomic))
                .recover(failure -> failure instanceof NothingDone none
                        ? Future.succeededFuture(new Written("", none.response, false))
                        : Future.failedFuture(failure))
                .onSuccess(written -> {
                    if (written.replayed()) {
                        ctx.response().putHeader(IdempotencyKey.REPLAYED, "true");
                    }
                    ctx.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                            .end(written.body());
                })
                .onFailure(ctx::fail);
    }

    /** Begins no transaction if all items have faults of their own, because others of the organization wait for each. */
    private Future<Written> write(RoutingContext ctx, JsonObject body, boolean atomic) {
        List<BulkItem> items = checked(form.read(body));
        if (items.stream().noneMatch(BulkItem::isGood)) {
            return Future.succeededFuture(written(items, atomic));
        }
        AtomicBoolean asked = new AtomicBoolean();
        return writer.writeOnce(ctx, body, resource, work -> new Run(
                        work, items.stream().map(BulkItem::again).toList())
                .run(atomic, asked));
    }

    /** Adds the faults that show without the database. */
    private List<BulkItem> checked(List<BulkItem> items) {
        Set<Object> keys = new HashSet<>();
        for (BulkItem item : items) {
            if (item.action() == BulkItem.Action.CREATE) {
                item.refuse(changes.faults(item.body()));
            }
            if (form.hasActions() && item.action() != BulkItem.Action.UPDATE) {
                Field key = resource.key();
                Object value = item.body().getValue(key.name());
                if (value != null && !keys.add(value)) {
                    item.refuse(BulkItem.repeated(key.name()), form.record());
                }
            }
        }
        return items;
    }

    /** Returns the response; throws the faults of all items if the client asked for all or none. */
    private Written written(List<BulkItem> items, boolean atomic) {
        if (atomic) {
            refuse(items);
        }
        Buffer response = form.response(items).toBuffer();
        return items.stream()
                .filter(BulkItem::isGood)
                .map(BulkItem::put)
                .findFirst()
                .map(put -> new Written(resource.path(put.id()), response, false))
                .orElseThrow(() -> new NothingDone(response));
    }

    private void refuse(List<BulkItem> items) {
        WriteSupport.refuse(items.stream()
                .flatMap(item -> item.placed(form.hasActions()))
                .limit(BulkItem.FAULTS_MAX)
                .toList());
    }

    /** One run of a request's items in a transaction. */
    private final class Run {
        private final UnitOfWork work;
        private final List<BulkItem> items;
        /** The records that items are about, because two changes of one would each begin with what the other overwrites. */
        private final Map<UUID, BulkItem> claimed = new HashMap<>();

        Run(UnitOfWork work, List<BulkItem> items) {
            this.work = work;
            this.items = items;
        }

        /** At first, an unknown person fails the whole, because the writer then asks who there is. */
        Future<Written> run(boolean atomic, AtomicBoolean asked) {
            return Future.join(checks()).compose(checked -> apply(good())).map(applied -> {
                if (work.lacksPerson() && asked.compareAndSet(false, true)) {
                    refuse(items);
                }
                return written(items, atomic);
            });
        }

        private List<BulkItem> good() {
            return items.stream().filter(BulkItem::isGood).toList();
        }

        /** Checks what new records refer to, without waiting. */
        private List<Future<?>> checks() {
            List<Future<?>> checks = new ArrayList<>();
            for (BulkItem item : good()) {
                if (item.action() == BulkItem.Action.CREATE) {
                    checks.add(changes.check(work, item.body()).otherwise(failure -> {
                        item.refuse(failure, form.record());
                        return null;
                    }));
                }
            }
            return checks;
        }

        private Future<?> apply(List<BulkItem> some) {
            if (some.isEmpty()) {
                return Future.succeededFuture();
            }
            return work.attempt(() -> Future.join(some.stream()
                            .map(item -> Future.succeededFuture().compose(begun -> apply(item)))
                            .toList()))
                    .recover(failure -> {
                        if (some.size() == 1) {
                            some.get(0).refuse(writer.explain(work.tenant(), failure), form.record());
                            return Future.succeededFuture();
                        }
                        int half = some.size() / 2;
                        return apply(some.subList(0, half))
                                .compose(first -> apply(some.subList(half, some.size())))
                                .mapEmpty();
                    });
        }

        private Future<?> apply(BulkItem item) {
            return switch (item.action()) {
                case CREATE -> {
                    UUID id = RecordIds.next();
                    yield changes.create(work, id, item.body())
                            .onSuccess(stored -> item.done(new Put(id, stored, true), null));
                }
                case UPDATE ->
                    work.lock(resource, item.id()).compose(current -> {
                        claim(item, item.id(), current, "id");
                        return changes.patch(work, item.id(), current, item.body())
                                .onSuccess(stored -> item.done(new Put(item.id(), stored, false), current));
                    });
                case UPSERT ->
                    changes.find(work, item.body()).compose(found -> {
                        if (found == null) {
                            work.requireNone(item.ifMatch());
                        } else {
                            claim(item, found.id(), found.body(), resource.key().name());
                        }
                        return changes.upsert(work, item.body(), found)
                                .onSuccess(put -> item.done(put, found == null ? null : found.body()));
                    });
            };
        }

        /** Throws the client's error if the record does not meet the item's condition, or another item is about it. */
        private void claim(BulkItem item, UUID id, Buffer current, String field) {
            BulkItem earlier = claimed.putIfAbsent(id, item);
            if (earlier != null && earlier != item) {
                throw BulkItem.repeated(field);
            }
            work.requireMatch(current, item.ifMatch());
        }
    }

    private static boolean isAtomic(RoutingContext ctx) {
        List<String> given = ctx.queryParam(ATOMIC);
        if (given.size() > 1 || !List.of("true", "false").containsAll(given)) {
            throw Problem.of(ErrorCode.INVALID_PARAMETER, "Parameter 'atomic' must be true or false")
                    .withField(ATOMIC)
                    .exception();
        }
        return given.equals(List.of("true"));
    }
}
