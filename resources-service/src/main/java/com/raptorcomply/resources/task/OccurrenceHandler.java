package com.raptorcomply.resources.task;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.crud.CompiledResource;
import com.raptorcomply.resources.crud.Put;
import com.raptorcomply.resources.crud.RecordChanges;
import com.raptorcomply.resources.crud.UnitOfWork;
import com.raptorcomply.resources.crud.WriteSupport;
import com.raptorcomply.resources.crud.Writer;
import com.raptorcomply.resources.schema.IdType;
import com.raptorcomply.resources.schema.ObjectSchema;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Creates or replaces one occurrence of a recurring task, named by the date that the series has for it. What the body leaves
 * out is as in the recurring task.
 */
final class OccurrenceHandler implements Handler<RoutingContext> {
    private static final String FIND = """
            SELECT o.id FROM task o WHERE o.parent_task_id = $1 AND o.occurrence_date = $2 AND o.deleted_at IS NULL""";

    /** The fields that an occurrence takes from the recurring task unless the body names them. */
    private static final List<String> INHERITED =
            List.of("title", "assigneeId", "notes", "relatedResourceId", "relatedResourceType");

    private final CompiledResource task;
    private final RecordChanges changes;
    private final ObjectSchema schema;
    private final Writer writer;

    /** @param schema of the body */
    OccurrenceHandler(CompiledResource task, ObjectSchema schema, Writer writer) {
        this.task = task;
        this.changes = new RecordChanges(task, writer);
        this.schema = schema;
        this.writer = writer;
    }

    static List<String> statements() {
        return List.of(FIND);
    }

    @Override
    public void handle(RoutingContext ctx) {
        UUID parent = IdType.parse(ctx.pathParam("parentTaskId"));
        LocalDate date = date(ctx.pathParam("dueDate"));
        if (parent == null) {
            throw Problem.notFound().exception();
        }
        JsonBody.read(ctx.request(), JsonBody.BYTES_MAX)
                .compose(body -> {
                    WriteSupport.check(schema, body);
                    return writer.write(ctx, work -> put(work, parent, date, body));
                })
                .onSuccess(put -> put.respond(ctx, task))
                .onFailure(ctx::fail);
    }

    private Future<Put> put(UnitOfWork work, UUID parentId, LocalDate date, JsonObject body) {
        return work.lock(task, parentId).compose(locked -> {
            JsonObject parent = locked.toJsonObject();
            requireDate(parent, date);
            return work.execute(FIND, Tuple.of(parentId, date)).compose(rows -> {
                for (Row row : rows) {
                    return replace(work, row.getUUID(0), parent, date, body);
                }
                return create(work, parentId, parent, date, body);
            });
        });
    }

    private static void requireDate(JsonObject parent, LocalDate date) {
        Recurrence recurrence = Recurrence.of(parent.getString("recurrence"));
        LocalDate anchor = LocalDate.parse(parent.getString("dueDate"));
        if (recurrence == null || !recurrence.has(anchor, date)) {
            throw Problem.of(ErrorCode.NOT_FOUND, "The task does not recur" + (recurrence == null ? "" : " on " + date))
                    .exception();
        }
        if (date.equals(anchor)) {
            throw Problem.of(
                            ErrorCode.STATE_CONFLICT,
                            "The first occurrence is the recurring task itself: change that with PATCH")
                    .exception();
        }
    }

    private Future<Put> create(UnitOfWork work, UUID parentId, JsonObject parent, LocalDate date, JsonObject body) {
        return changes.check(work, whole(parent, date, body))
                .compose(checked -> Occurrences.create(work, parentId, date, body))
                .compose(id -> work.lock(task, id).map(created -> new Put(id, created, true)));
    }

    private Future<Put> replace(UnitOfWork work, UUID id, JsonObject parent, LocalDate date, JsonObject body) {
        return work.lockIfMatching(task, id)
                .compose(current -> changes.replace(work, id, current, whole(parent, date, body)))
                .map(stored -> new Put(id, stored, false));
    }

    private static JsonObject whole(JsonObject parent, LocalDate date, JsonObject body) {
        JsonObject whole = new JsonObject().put("dueDate", date.toString());
        INHERITED.forEach(field -> whole.put(field, parent.getValue(field)));
        body.forEach(member -> {
            if (member.getValue() != null) {
                whole.put(member.getKey(), member.getValue());
            }
        });
        return whole;
    }

    /** Returns the date in the path; throws a 404 if it is malformed, because no such occurrence can exist. */
    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problem.notFound().exception();
        }
    }
}
