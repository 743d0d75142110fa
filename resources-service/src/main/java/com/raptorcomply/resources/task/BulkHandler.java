package com.raptorcomply.resources.task;

import com.raptorcomply.chassis.http.request.IdempotencyKey;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.SanitizedName;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.crud.CompiledResource;
import com.raptorcomply.resources.crud.RecordChanges;
import com.raptorcomply.resources.crud.UnitOfWork;
import com.raptorcomply.resources.crud.WriteSupport;
import com.raptorcomply.resources.crud.Writer;
import com.raptorcomply.resources.crud.Written;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Creates up to {@link #TASKS_MAX} tasks in one transaction. Each has its own outcome: one with a fault leaves the others
 * untouched, unless the client asks for all or none.
 */
final class BulkHandler implements Handler<RoutingContext> {
    static final int TASKS_MAX = 1_000;

    private static final int BYTES_MAX = 8 * 1024 * 1024;
    private static final int FAULTS_MAX = 100;
    private static final String FIELD = "tasks";
    private static final String ATOMIC = "atomic";
    private static final String PERSON = "assigneeId";

    private final CompiledResource task;
    private final RecordChanges changes;
    private final Writer writer;

    BulkHandler(CompiledResource task, Writer writer) {
        this.task = task;
        this.changes = new RecordChanges(task, writer);
        this.writer = writer;
    }

    /** One task of the request: its place, its body, its faults, and after its creation the stored record. */
    private static final class Item {
        private final int place;
        private final JsonObject body;
        private final List<Violation> faults = new ArrayList<>();
        private JsonObject stored = new JsonObject();

        Item(int place, JsonObject body) {
            this.place = place;
            this.body = body;
        }

        boolean isGood() {
            return faults.isEmpty();
        }

        JsonObject outcome() {
            if (isGood()) {
                return new JsonObject().put("status", 201).put("task", stored);
            }
            JsonArray errors = new JsonArray();
            faults.forEach(fault -> errors.add(json(fault)));
            return new JsonObject().put("status", faults.get(0).code().status()).put("errors", errors);
        }

        private static JsonObject json(Violation fault) {
            return new JsonObject()
                    .put("field", fault.field())
                    .put("message", fault.message())
                    .put("code", fault.code().label());
        }
    }

    /** Rolls the transaction back when it has created nothing, so that the response binds no Idempotency-Key. */
    private static final class NothingCreated extends RuntimeException {
        private final transient Buffer response;

        NothingCreated(Buffer response) {
            super("Nothing created", null, false, false);
            this.response = response;
        }
    }

    @Override
    public void handle(RoutingContext ctx) {
        boolean atomic = isAtomic(ctx);
        JsonBody.read(ctx.request(), BYTES_MAX)
                .compose(body -> {
                    AtomicBoolean asked = new AtomicBoolean();
                    return writer.writeOnce(ctx, body, task, work -> run(work, body, atomic, asked));
                })
                .recover(failure -> failure instanceof NothingCreated none
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

    /** Checks and creates. At first, an unknown person fails the whole, because the writer then asks who there is. */
    private Future<Written> run(UnitOfWork work, JsonObject body, boolean atomic, AtomicBoolean asked) {
        List<Item> items = items(body);
        List<Future<?>> checks = new ArrayList<>();
        for (Item item : items) {
            item.faults.addAll(changes.faults(item.body));
            if (item.isGood()) {
                checks.add(changes.check(work, item.body).otherwise(failure -> {
                    item.faults.addAll(faults(failure));
                    return null;
                }));
            }
        }
        return Future.join(checks).compose(checked -> {
            boolean lacksPerson = items.stream().anyMatch(BulkHandler::lacksPerson);
            if ((lacksPerson && asked.compareAndSet(false, true)) || atomic) {
                WriteSupport.refuse(placed(items));
            }
            return create(work, items);
        });
    }

    private Future<Written> create(UnitOfWork work, List<Item> items) {
        List<Future<?>> created = new ArrayList<>();
        UUID first = null;
        for (Item item : items) {
            if (item.isGood()) {
                UUID id = RecordChanges.newId();
                first = first == null ? id : first;
                created.add(
                        changes.create(work, id, item.body).onSuccess(stored -> item.stored = stored.toJsonObject()));
            }
        }
        if (first == null) {
            throw new NothingCreated(response(items, 0));
        }
        String location = task.path(first);
        return Future.join(created).map(stored -> new Written(location, response(items, created.size()), false));
    }

    private static Buffer response(List<Item> items, int created) {
        JsonArray outcomes = new JsonArray();
        items.forEach(item -> outcomes.add(item.outcome()));
        return new JsonObject()
                .put("created", created)
                .put("failed", items.size() - created)
                .put("outcomes", outcomes)
                .toBuffer();
    }

    /** Returns the tasks of a body; throws a 422 if it has none, too many or something else. */
    private static List<Item> items(JsonObject body) {
        List<Violation> faults = new ArrayList<>();
        body.fieldNames().stream()
                .filter(name -> !name.equals(FIELD))
                .map(SanitizedName::of)
                .forEach(name ->
                        faults.add(new Violation(name, "Unknown field '" + name + "'", ErrorCode.UNKNOWN_FIELD)));
        List<Item> items = new ArrayList<>();
        if (body.getValue(FIELD) == null) {
            faults.add(Violation.of(FIELD, ErrorCode.REQUIRED, "is required"));
        } else if (!(body.getValue(FIELD) instanceof JsonArray array)) {
            faults.add(Violation.of(FIELD, ErrorCode.INVALID_TYPE, "must be an array"));
        } else if (array.isEmpty() || array.size() > TASKS_MAX) {
            faults.add(Violation.of(FIELD, ErrorCode.TOO_LONG, "must have 1 to " + TASKS_MAX + " items"));
        } else {
            for (int i = 0; i < array.size(); i++) {
                boolean isObject = array.getValue(i) instanceof JsonObject;
                items.add(new Item(i, isObject ? array.getJsonObject(i) : new JsonObject()));
                if (!isObject) {
                    faults.add(Violation.of(FIELD + "[" + i + "]", ErrorCode.INVALID_TYPE, "must be an object"));
                }
            }
        }
        WriteSupport.refuse(faults.size() > FAULTS_MAX ? faults.subList(0, FAULTS_MAX) : faults);
        return items;
    }

    /** Returns the faults that a client's error names; fails with any other. */
    private static List<Violation> faults(Throwable failure) {
        Problem problem = failure instanceof com.raptorcomply.chassis.problem.ProblemException refused
                ? refused.problem()
                : Problem.internal();
        if (problem.status() >= 500) {
            throw failure instanceof RuntimeException unexpected ? unexpected : new IllegalStateException(failure);
        }
        String field = Objects.requireNonNullElse(problem.field(), "relatedResourceId");
        return problem.violations().isEmpty()
                ? List.of(new Violation(field, problem.message(), problem.code()))
                : problem.violations();
    }

    private static boolean lacksPerson(Item item) {
        return item.faults.stream()
                .anyMatch(fault -> fault.field().equals(PERSON) && fault.code() == ErrorCode.REFERENCE_NOT_FOUND);
    }

    /** Returns the faults of all tasks, with the place of each. */
    private static List<Violation> placed(List<Item> items) {
        return items.stream()
                .flatMap(item -> item.faults.stream().map(fault -> {
                    String field = FIELD + "[" + item.place + "]." + fault.field();
                    String message = fault.message().replace("'" + fault.field() + "'", "'" + field + "'");
                    return new Violation(field, message, fault.code());
                }))
                .limit(FAULTS_MAX)
                .toList();
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
