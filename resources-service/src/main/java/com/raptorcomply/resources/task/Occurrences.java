package com.raptorcomply.resources.task;

import com.raptorcomply.resources.crud.RecordChanges;
import com.raptorcomply.resources.crud.UnitOfWork;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates occurrences of recurring tasks. Each is a task of its own, with the id of the recurring one. */
final class Occurrences {
    /** Fields that are NULL here are as in the recurring task. */
    private static final String INSERT = """
            INSERT INTO task (organization_id, id, title, assignee_id, due_date, status, related_resource_id,
              related_resource_type, notes, parent_task_id, occurrence_date)
            SELECT p.organization_id, $2, COALESCE($4::text, p.title), COALESCE($5::uuid, p.assignee_id),
              COALESCE($6::date, $3::date), COALESCE($7::text, 'open'), p.related_resource_id, p.related_resource_type,
              COALESCE($8::text, p.notes), p.id, $3::date
            FROM task p WHERE p.id = $1
            RETURNING title, assignee_id, due_date::text, status, occurrence_date::text""";

    private Occurrences() {}

    static List<String> statements() {
        return List.of(INSERT);
    }

    /**
     * Creates the occurrence of a date, and returns its id.
     *
     * @param fields what differs from the recurring task
     */
    static Future<UUID> create(UnitOfWork work, UUID parent, LocalDate date, JsonObject fields) {
        UUID id = RecordChanges.newId();
        String assignee = fields.getString("assigneeId");
        Tuple parameters = Tuple.of(parent, id, date)
                .addString(fields.getString("title"))
                .addUUID(assignee == null ? null : UUID.fromString(assignee))
                .addLocalDate(date(fields.getString("dueDate")))
                .addString(fields.getString("status"))
                .addString(fields.getString("notes"));
        return work.execute(INSERT, parameters).map(rows -> {
            JsonObject created = rows.iterator().next().toJson();
            work.log(
                    "create",
                    Tasks.TABLE,
                    id,
                    new JsonObject()
                            .put("id", id.toString())
                            .put("title", created.getString("title"))
                            .put("assigneeId", created.getString("assignee_id"))
                            .put("dueDate", created.getString("due_date"))
                            .put("status", created.getString("status"))
                            .put("parentTaskId", parent.toString())
                            .put("occurrenceDate", created.getString("occurrence_date")));
            return id;
        });
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
