package com.raptorcomply.resources.transfer;

import com.raptorcomply.chassis.csv.FormulaGuard;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.crud.RecordIds;
import com.raptorcomply.resources.schema.IdType;
import com.raptorcomply.resources.schema.ObjectSchema;
import com.raptorcomply.resources.transfer.ImportReport.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of an imported file, and checks each by the schema of a POST. Rows with errors are staged with
 * their tag and system only, so that these are checked, too. Its methods block. Not thread-safe.
 */
final class ImportReader {
    static final int ROWS_MAX = 100_000;

    static final String TAG = "assetTag";
    static final String SYSTEM = "cyberSystemId";
    private static final int TAG_CHARACTERS_MAX = 50;

    private final ObjectSchema schema;
    private final UUID importId;
    private final UUID system;
    private final ImportReport report;
    private final CsvFile file;
    private final ImportColumns columns;
    private int count;

    /**
     * Opens a file and reads the names of its columns.
     *
     * @param system of the rows that name none
     * @param report receives the errors
     */
    ImportReader(InputStream bytes, ObjectSchema schema, UUID importId, UUID system, ImportReport report)
            throws IOException {
        this.schema = schema;
        this.importId = importId;
        this.system = system;
        this.report = report;
        this.file = new CsvFile(bytes);
        this.columns = ImportColumns.of(file.header(), schema, SYSTEM, report);
    }

    /** Returns the columns of the table that the file has. */
    List<String> stored() {
        return columns.stored();
    }

    /** Returns the number of rows with assets that were read. */
    int count() {
        return count;
    }

    /** Returns the number of the row that was read last. */
    int row() {
        return file.row();
    }

    /**
     * Rows as they are staged.
     *
     * @param numbers of the rows in the file
     * @param records with the names of the table's columns
     */
    record Rows(List<Integer> numbers, String records) {
        static final Rows NONE = new Rows(List.of(), "[]");

        boolean isEmpty() {
            return numbers.isEmpty();
        }
    }

    /** Returns the next rows; none at the end. */
    Rows next(int rowsMax) {
        List<Integer> numbers = new ArrayList<>(rowsMax);
        JsonArray records = new JsonArray();
        while (numbers.size() < rowsMax) {
            List<String> cells = file.next();
            if (cells.isEmpty()) {
                break;
            }
            if (++count > ROWS_MAX) {
                throw Problem.of(
                                ErrorCode.CONTENT_TOO_LARGE, "A file of at most " + ROWS_MAX + " rows is accepted here")
                        .exception();
            }
            numbers.add(file.row());
            records.add(record(cells));
        }
        return new Rows(numbers, records.encode());
    }

    private JsonObject record(List<String> cells) {
        Map<String, String> texts = new HashMap<>();
        JsonObject body = new JsonObject();
        for (int i = 0; i < columns.types().size() && i < cells.size(); i++) {
            CellType type = columns.types().get(i);
            String cell = FormulaGuard.remove(cells.get(i));
            if (!cell.isEmpty()) {
                texts.put(type.field().name(), cell);
                body.put(type.field().name(), type.value(cell));
            }
        }
        if (!body.containsKey(SYSTEM)) {
            body.put(SYSTEM, system.toString());
        }
        List<Violation> violations = schema.check(body, new JsonObject(), body);
        violations.forEach(violation -> report.add(fault(violation, texts)));
        boolean isExtra = isExtra(cells);
        JsonObject record =
                new JsonObject().put("id", RecordIds.next(importId, file.row()).toString());
        if (violations.isEmpty() && !isExtra) {
            return fill(record, body);
        }
        return record.put("asset_tag", tag(texts.get(TAG)))
                .put("cyber_system_id", IdType.parse(body.getString(SYSTEM)) == null ? null : body.getString(SYSTEM));
    }

    private static @Nullable String tag(@Nullable String cell) {
        return cell == null || cell.length() > TAG_CHARACTERS_MAX || cell.indexOf('\0') >= 0 ? null : cell;
    }

    /** Reports cells beyond the named columns. */
    private boolean isExtra(List<String> cells) {
        for (int i = columns.types().size(); i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                report.add(ImportColumns.unnamed(file.row(), i, cells.get(i)));
                return true;
            }
        }
        return false;
    }

    private Fault fault(Violation violation, Map<String, String> texts) {
        String column = violation.field();
        String cell = texts.getOrDefault(column, "");
        String suggestion = columns.types().stream()
                .filter(type -> type.field().name().equals(column) && !cell.isEmpty())
                .findFirst()
                .map(type -> type.suggestion(cell))
                .orElse(null);
        String message = violation.message().replaceFirst("^Field", "Column");
        return new Fault(file.row(), column, violation.code(), message, cell, suggestion);
    }

    private JsonObject fill(JsonObject record, JsonObject body) {
        schema.writable().forEach(field -> {
            Object value = body.getValue(field.name());
            if (value != null) {
                record.put(field.column(), value);
            }
        });
        return record;
    }
}
