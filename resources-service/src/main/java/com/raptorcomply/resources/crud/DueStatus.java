package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.schema.Field;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A status that becomes {@code overdue} by itself: while it is one of the open words and the due date lies before the day
 * that it is in the organization's time zone. The database stores the word from before, so it is shown again when the due
 * date moves. Clients may repeat {@code overdue}, and may not set it.
 *
 * @param field with the status
 * @param dueField with the due date
 * @param open the words that turn into {@code overdue}; the first is that of a new record
 */
record DueStatus(String field, String dueField, List<String> open) implements WriteCondition {
    static final String OVERDUE = "overdue";

    /** Returns the one of a resource; null if it has none. */
    static @Nullable DueStatus of(ResourceDefinition definition) {
        return definition.conditions().stream()
                .filter(DueStatus.class::isInstance)
                .map(DueStatus.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** Returns the SQL of the status that responses show, over the row {@code r}. */
    String sql() {
        return "due_status(r." + Field.column(field) + ", r." + Field.column(dueField)
                + ", (SELECT organization_today()))";
    }

    /** Returns the condition of the records with this status. */
    ListCondition condition(@Nullable Object value) {
        return value == null || value.equals(OVERDUE) || open.contains(value)
                ? new ListCondition.Due(Field.column(field), Field.column(dueField), open, (String) value)
                : new ListCondition.Equal(Field.column(field), value);
    }

    /** Returns true if a change of an overdue record sets a word that the record may have already. */
    boolean mayBeSame(JsonObject before, JsonObject after) {
        return OVERDUE.equals(before.getString(field)) && open.contains(after.getString(field));
    }

    @Override
    public Future<?> check(UnitOfWork work, JsonObject before, JsonObject after) {
        if (OVERDUE.equals(after.getString(field)) && !OVERDUE.equals(before.getString(field))) {
            WriteSupport.refuse(List.of(Violation.of(
                    field, ErrorCode.INVALID_VALUE, "becomes overdue by the due date alone: send another word")));
        }
        return Future.succeededFuture();
    }

    @Override
    public List<String> statements() {
        return List.of();
    }
}
