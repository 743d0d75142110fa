package com.raptorcomply.resources.training;

import com.raptorcomply.chassis.csv.CsvText;
import com.raptorcomply.resources.crud.RecordFormat;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one response with training assignments as CSV: the names of the columns, then one line for each. */
final class TrainingCsv implements RecordFormat {
    /** The members of the JSON form that are columns. */
    static final List<String> COLUMNS = List.of(
            "id",
            "userId",
            "userName",
            "trainingModuleId",
            "trainingModuleTitle",
            "cipStandard",
            "dueDate",
            "status",
            "completedDate",
            "nextDueDate",
            "facilityIds",
            "notes");

    private final CsvText lines = new CsvText();

    TrainingCsv() {
        lines.line(COLUMNS.toArray());
    }

    @Override
    public String contentType() {
        return CsvText.MEDIA_TYPE;
    }

    @Override
    public void append(Buffer body, Buffer json) {
        JsonObject assignment = json.toJsonObject();
        @Nullable Object[] cells = new @Nullable Object[COLUMNS.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cell(assignment.getValue(COLUMNS.get(i)));
        }
        lines.line(cells);
        body.appendString(lines.take());
    }

    @Override
    public void end(Buffer body) {
        body.appendString(lines.take());
    }

    private static @Nullable Object cell(@Nullable Object value) {
        return value instanceof JsonArray ids
                ? ids.stream().map(Object::toString).collect(Collectors.joining(" "))
                : value;
    }
}
