package com.raptorcomply.resources.transfer;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.settings.NearestName;
import com.raptorcomply.resources.schema.Field;
import com.raptorcomply.resources.schema.ObjectSchema;
import com.raptorcomply.resources.transfer.ImportReport.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns of an imported file, in its order.
 *
 * @param types of the cells
 */
record ImportColumns(List<CellType> types) {
    private static final int HEADER_ROW = 1;

    /**
     * Reads the line with the names. Each column must be known and come once, and those of required fields must be there.
     *
     * @param optional the column that may be missing although its field is required
     */
    static ImportColumns of(List<String> names, ObjectSchema schema, String optional, ImportReport report) {
        Map<String, CellType> known = new LinkedHashMap<>();
        CellType.columns(schema).forEach(field -> known.put(field.name(), CellType.of(field)));
        List<CellType> types = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            CellType type = known.get(name.strip());
            if (type == null) {
                report.add(new Fault(
                        HEADER_ROW,
                        name,
                        ErrorCode.UNKNOWN_FIELD,
                        "There is no column of this name",
                        name,
                        NearestName.of(name.strip(), known.keySet()).orElse(null)));
            } else if (!seen.add(name.strip())) {
                report.add(new Fault(
                        HEADER_ROW, name, ErrorCode.ALREADY_EXISTS, "There are two columns of this name", name, null));
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

    /** Returns the columns of the table that the file has. */
    List<String> stored() {
        return types.stream().map(type -> type.field().column()).toList();
    }
}
