package com.raptorcomply.resources.transfer;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the errors of an imported file: the first {@link #ERRORS_MAX} by row, and the number of each code. */
final class ImportReport {
    static final int ERRORS_MAX = 1_000;
    /** Shows a cell, and does not send a long one back. */
    private static final int VALUE_CHARACTERS_MAX = 100;

    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Long> summary = new TreeMap<>();

    /**
     * One error of a cell.
     *
     * @param row of the file; the names of the columns are row 1
     * @param value of the cell
     * @param suggestion a value that would be accepted
     */
    record Fault(
            int row,
            String column,
            ErrorCode code,
            String message,
            String value,
            @Nullable String suggestion) {
        private JsonObject json() {
            JsonObject json = new JsonObject()
                    .put("row", row)
                    .put("column", column)
                    .put("code", code.label())
                    .put("message", message);
            if (!value.isEmpty()) {
                json.put("currentValue", beginning(value));
            }
            return suggestion == null ? json : json.put("suggestion", suggestion);
        }
    }

    /** Adds an error. Those of the file itself come in the order of its rows. */
    void add(Fault fault) {
        count(fault.code(), 1);
        if (faults.size() < ERRORS_MAX) {
            faults.add(fault);
        }
    }

    /** Counts errors that are listed otherwise, if at all. */
    void count(ErrorCode code, long count) {
        summary.merge(code.label(), count, Long::sum);
    }

    /** Lists an error that is counted otherwise, of which there are not many more than {@link #ERRORS_MAX}. */
    void list(Fault fault) {
        faults.add(fault);
    }

    boolean isEmpty() {
        return summary.isEmpty();
    }

    /** Returns the refusal with all errors. */
    ProblemException refusal() {
        long count = summary.values().stream().mapToLong(Long::longValue).sum();
        List<JsonObject> listed = faults.stream()
                .sorted(Comparator.comparingInt(Fault::row))
                .limit(ERRORS_MAX)
                .map(Fault::json)
                .toList();
        JsonObject counts = new JsonObject();
        summary.forEach(counts::put);
        String errors = count == 1 ? "an error" : count + " errors";
        return Problem.of(ErrorCode.IMPORT_REFUSED, "The file has " + errors + ", so nothing was imported")
                .withMember(
                        "report",
                        new JsonObject()
                                .put("errors", new JsonArray(listed))
                                .put("hasMoreErrors", count > listed.size())
                                .put("summary", counts))
                .exception();
    }

    /** Returns the beginning of a cell without half a character at its end. */
    private static String beginning(String value) {
        if (value.length() <= VALUE_CHARACTERS_MAX) {
            return value;
        }
        int end = Character.isHighSurrogate(value.charAt(VALUE_CHARACTERS_MAX - 1))
                ? VALUE_CHARACTERS_MAX - 1
                : VALUE_CHARACTERS_MAX;
        return value.substring(0, end);
    }
}
