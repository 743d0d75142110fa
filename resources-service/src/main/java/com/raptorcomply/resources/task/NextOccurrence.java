package com.raptorcomply.resources.task;

import com.raptorcomply.resources.crud.ChangeRule;
import com.raptorcomply.resources.crud.UnitOfWork;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Adds the next occurrence of a recurring task when one is complete, so that each series has a task to do. The recurring task
 * is its own first occurrence. An occurrence that is cancelled or deleted is followed by the next one, too; a recurring task
 * that is cancelled or deleted ends its series. A date whose occurrence was deleted is left out.
 */
final class NextOccurrence implements ChangeRule {
    private static final String FIND = """
            SELECT p.id, p.due_date, p.recurrence, COALESCE(t.occurrence_date, t.due_date) AS done,
              ARRAY(SELECT o.occurrence_date FROM task o WHERE o.parent_task_id = p.id AND o.deleted_at IS NULL) AS present,
              ARRAY(SELECT o.occurrence_date FROM task o WHERE o.parent_task_id = p.id AND o.deleted_at IS NOT NULL) AS deleted
            FROM task t JOIN task p ON p.id = COALESCE(t.parent_task_id, t.id)
            WHERE t.id = $1 AND p.recurrence IS NOT NULL AND p.deleted_at IS NULL AND p.status <> 'cancelled'
              AND (t.status = 'complete' OR t.id <> p.id AND (t.status = 'cancelled' OR t.deleted_at IS NOT NULL))""";

    @Override
    public boolean appliesTo(Set<String> changedFields) {
        return changedFields.contains("status");
    }

    @Override
    public Future<?> apply(UnitOfWork work, UUID id) {
        return work.execute(FIND, Tuple.of(id)).compose(rows -> {
            for (Row row : rows) {
                return follow(work, row);
            }
            return Future.succeededFuture();
        });
    }

    @Override
    public List<String> statements() {
        return List.of(FIND);
    }

    private static Future<?> follow(UnitOfWork work, Row row) {
        LocalDate anchor = row.getLocalDate(1);
        Recurrence recurrence = Objects.requireNonNull(Recurrence.of(row.getString(2)));
        Set<LocalDate> present = Set.of(row.getArrayOfLocalDates(4));
        Set<LocalDate> deleted = Set.copyOf(List.of(row.getArrayOfLocalDates(5)));
        Optional<LocalDate> next = recurrence.after(anchor, row.getLocalDate(3));
        while (next.filter(date -> deleted.contains(date) && !present.contains(date))
                .isPresent()) {
            next = next.flatMap(date -> recurrence.after(anchor, date));
        }
        return next.filter(date -> !present.contains(date))
                .<Future<?>>map(date -> Occurrences.create(work, row.getUUID(0), date, new JsonObject()))
                .orElseGet(Future::succeededFuture);
    }
}
