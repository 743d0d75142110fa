package com.raptorcomply.resources.shape;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.ShownName;
import com.raptorcomply.chassis.problem.Violation;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object in the order in which they are written, and what holds between them. Immutable. */
public final class Shape {
    private static final int UNKNOWN_TOLD_MAX = 10;

    private final List<Field> fields;
    private final List<String> exactlyOneOf;
    private final Map<String, Field> byName;

    Shape(List<Field> fields, List<String> exactlyOneOf) {
        this.fields = List.copyOf(fields);
        this.exactlyOneOf = List.copyOf(exactlyOneOf);
        this.byName = this.fields.stream().collect(Collectors.toUnmodifiableMap(Field::name, Function.identity()));
    }

    /** All fields, in order. */
    public List<Field> fields() {
        return fields;
    }

    /** The fields that a client sets, in order. */
    public List<Field> writable() {
        return fields.stream().filter(field -> !field.readOnly()).toList();
    }

    /** This shape, knowing also the read-only fields of another, so that a body that names one is told so. */
    public Shape knowing(Shape shown) {
        List<Field> more = new ArrayList<>(fields);
        shown.fields.stream()
                .filter(field -> field.readOnly() && !byName.containsKey(field.name()))
                .forEach(more::add);
        return new Shape(more, exactlyOneOf);
    }

    /** Checks a whole object, as a POST or PUT brings it or a PATCH leaves it; null if there is no fault. */
    public @Nullable Violation check(JsonObject body) {
        return check("", body);
    }

    @Nullable
    Violation check(String prefix, JsonObject body) {
        Violation strange = checkNames(prefix, body);
        return strange != null ? strange : checkValues(prefix, body);
    }

    /** Checks that the body names only fields that a client may set; null if there is no fault. */
    public @Nullable Violation checkNames(JsonObject body) {
        return checkNames("", body);
    }

    private @Nullable Violation checkNames(String prefix, JsonObject body) {
        List<String> unknown = body.fieldNames().stream()
                .filter(name -> !byName.containsKey(name))
                .limit(UNKNOWN_TOLD_MAX)
                .map(ShownName::of)
                .toList();
        if (!unknown.isEmpty()) {
            String names =
                    unknown.stream().map(name -> "'" + prefix + name + "'").collect(Collectors.joining(", "));
            return new Violation(
                    prefix + unknown.get(0),
                    (unknown.size() == 1 ? "Unknown field " : "Unknown fields ") + names,
                    ErrorCode.UNKNOWN_FIELD);
        }
        for (Field field : fields) {
            if (field.readOnly() && body.containsKey(field.name())) {
                return Violation.of(prefix + field.name(), ErrorCode.READ_ONLY, "is read-only");
            }
        }
        return null;
    }

    private @Nullable Violation checkValues(String prefix, JsonObject body) {
        for (Field field : fields) {
            Object value = body.getValue(field.name());
            Violation fault = null;
            if (value != null) {
                fault = field.type().check(prefix + field.name(), value);
            } else if (field.mandatory()) {
                fault = Violation.of(prefix + field.name(), ErrorCode.REQUIRED, "is required");
            }
            if (fault != null) {
                return fault;
            }
        }
        return exactlyOneOf.isEmpty() ? null : checkOne(prefix, body);
    }

    private @Nullable Violation checkOne(String prefix, JsonObject body) {
        long given = exactlyOneOf.stream()
                .filter(name -> body.getValue(name) != null)
                .count();
        if (given == 1) {
            return null;
        }
        String names =
                exactlyOneOf.stream().map(name -> "'" + prefix + name + "'").collect(Collectors.joining(" and "));
        return new Violation(
                prefix + exactlyOneOf.get(0),
                "Exactly one of the fields " + names + " is required",
                ErrorCode.REQUIRED);
    }
}
