package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.schema.FieldType;
import com.raptorcomply.resources.schema.ParameterText;
import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The query parameters of an operation, with the types that the OpenAPI document gives them. Immutable; any thread.
 *
 * @param types of the parameters; others are left to the operation
 */
public record QueryValues(Map<String, FieldType> types) {
    public QueryValues {
        types = Map.copyOf(types);
    }

    /**
     * Returns name → parameter of PostgreSQL; throws a 400 that names the invalid one. Two parameters such as {@code from}
     * and {@code to}, or {@code dueFrom} and {@code dueTo}, are a range.
     */
    public Map<String, Object> read(MultiMap sent) {
        Map<String, Object> values = new HashMap<>();
        for (String name : sent.names()) {
            FieldType type = types.get(name);
            if (type != null) {
                List<String> texts = sent.getAll(name);
                if (texts.size() > 1) {
                    throw bad(name, "must be given once");
                }
                values.put(name, value(name, type, texts.get(0)));
            }
        }
        requireOrder(values);
        return values;
    }

    private static Object value(String name, FieldType type, String text) {
        Object value = ParameterText.value(type, text);
        List<Violation> faults = new ArrayList<>();
        type.check(name, value, faults);
        if (!faults.isEmpty()) {
            Violation fault = faults.get(0);
            // A place in a list, such as sort[0], is no name that the client has sent.
            throw bad(name, fault.message().substring(("Field '" + fault.field() + "' ").length()));
        }
        return type.parameter(value);
    }

    /** Throws a 400 that names the end of a range before its beginning, because such a range holds nothing. */
    private static void requireOrder(Map<String, Object> values) {
        values.forEach((name, begin) -> {
            String end = name.replaceFirst("From$", "To").replaceFirst("^from$", "to");
            if (!end.equals(name) && values.containsKey(end) && isAfter(begin, values.get(end))) {
                throw bad(end, "must not be before '" + name + "'");
            }
        });
    }

    private static boolean isAfter(Object one, Object other) {
        return one instanceof OffsetDateTime time
                ? time.isAfter((OffsetDateTime) other)
                : ((LocalDate) one).isAfter((LocalDate) other);
    }

    /** Returns a 400 for one parameter. */
    public static RuntimeException bad(String name, String requirement) {
        return Problem.of(ErrorCode.INVALID_PARAMETER, "Parameter '" + name + "' " + requirement)
                .withField(name)
                .exception();
    }
}
