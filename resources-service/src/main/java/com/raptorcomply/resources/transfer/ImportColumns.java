package com.raptorcomply.resources.transfer;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.settings.NearestName;
import com.raptorcomply.resources.schema.Field;
import com.raptorcomply.resources.schema.ObjectSchema;
import com.raptorcomply.resources.transfer.ImportReport.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The columns of an imported file, in its order.
 *
 * @param types of the cells
 */
record ImportColumns(List<CellType> types) {
    private static final int HEADER_ROW = 1;

    /**
     * Reads the line with the names. Each column must be known and come once, and those of required fields must be there.
     * Upper and lower case do not matter, because no two columns differ in it only. Names that are empty at the end of the line are passed over, because spreadsheets write columns that were emptied.
     *
     * @param optional the column that may be missing although its field is required
     */
    static ImportColumns of(List<String> names, ObjectSchema schema, String optional, ImportReport report) {
        Map<String, CellType> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        CellType.columns(schema).forEach(field -> known.put(field.name(), CellType.of(field)));
        List<CellType> types = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < named(names); i++) {
            String name = names.get(i);
            CellType type = known.get(name.strip());
            if (name.isBlank()) {
                report.add(unnamed(HEADER_ROW, i, ""));
            } else if (type == null) {
                report.add(new Fault(
                        HEADER_ROW,
                        name,
                        ErrorCode.UNKNOWN_FIELD,
                        "There is no column of this name",
                        name,
                        NearestName.of(name.strip(), known.keySet()).orElse(null)));
            } else if (!seen.add(type.field().name())) {
                report.add(new Fault(
                        HEADER_ROW,
                        type.field().name(),
                        ErrorCode.ALREADY_EXISTS,
                        "There are two columns of this name",
                        name,
                        null));
            } else {
                types.add(type);
            }
        }
        schema.writable().stream()
                .filter(Field::mandatory)
                .map(Field::name)
                .filter(name -> !seen.contains(name) && !name.equals(optional))
                .forEach(name -> report.add(new Fault(
                        HEADER_ROW, name, ErrorCode.REQUIRED, "Column '" + name + "' is required", "", null)));
        return new ImportColumns(types);
    }

    /** Returns the error of a cell in a column without a name, which is called by its number. */
    static Fault unnamed(int row, int index, String cell) {
        String column = Integer.toString(index + 1);
        return new Fault(row, column, ErrorCode.UNKNOWN_FIELD, "Column " + column + " has no name", cell, null);
    }

    /** Returns the number of columns up to the last one with a name. */
    private static int named(List<String> names) {
        int count = names.size();
        while (count > 0 && names.get(count - 1).isBlank()) {
            count--;
        }
        return count;
    }

    /** Returns the columns of the table that the file has. */
    List<String> stored() {
        return types.stream().map(type -> type.field().column()).toList();
    }
}
