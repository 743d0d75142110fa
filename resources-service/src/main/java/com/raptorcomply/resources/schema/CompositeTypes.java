package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The types of arrays and objects. */
final class CompositeTypes {
    private CompositeTypes() {}

    /**
     * An array of ids, words or texts, stored as an array of PostgreSQL in the order sent.
     *
     * @param distinct true if no two items may mean the same
     */
    record ScalarListType(FieldType item, int itemsMin, int itemsMax, boolean distinct) implements FieldType {
        @Override
        public @Nullable Violation check(String path, Object value) {
            return value instanceof JsonArray array
                    ? countFault(path, array, itemsMin, itemsMax)
                    : Violation.of(path, ErrorCode.INVALID_TYPE, "must be an array");
        }

        @Override
        public void check(String path, Object value, List<Violation> faults) {
            Violation fault = check(path, value);
            if (fault != null) {
                faults.add(fault);
                return;
            }
            JsonArray array = (JsonArray) value;
            Set<Object> seen = new HashSet<>();
            for (int i = 0; i < array.size() && faults.size() <= ObjectSchema.FAULTS_MAX; i++) {
                String place = itemPath(path, i);
                Object each = array.getValue(i);
                Violation bad = each == null
                        ? Violation.of(place, ErrorCode.INVALID_TYPE, "must not be null")
                        : item.check(place, each);
                if (bad == null && distinct && each != null && !seen.add(item.parameter(each))) {
                    bad = Violation.of(place, ErrorCode.INVALID_VALUE, "repeats an earlier item");
                }
                if (bad != null) {
                    faults.add(bad);
                }
            }
        }

        @Override
        public Object parameter(Object value) {
            List<Object> items =
                    ((JsonArray) value).stream().map(item::parameter).toList();
            return item instanceof IdType ? items.toArray(UUID[]::new) : items.toArray(String[]::new);
        }

        @Override
        public boolean same(Object one, Object other) {
            return sameItems((JsonArray) one, (JsonArray) other, item::same);
        }

        @Override
        public String json(String column) {
            return "array_to_json(" + column + ")::text";
        }
    }

    /**
     * An array of objects, stored as JSON with the fields of each in the order of the schema.
     *
     * @param distinct true if no two items may be the same
     */
    record ObjectListType(ObjectSchema schema, int itemsMin, int itemsMax, boolean distinct) implements FieldType {
        @Override
        public @Nullable Violation check(String path, Object value) {
            return value instanceof JsonArray array
                    ? countFault(path, array, itemsMin, itemsMax)
                    : Violation.of(path, ErrorCode.INVALID_TYPE, "must be an array");
        }

        @Override
        public void check(String path, Object value, List<Violation> faults) {
            Violation fault = check(path, value);
            if (fault != null) {
                faults.add(fault);
                return;
            }
            JsonArray array = (JsonArray) value;
            Set<JsonObject> seen = new HashSet<>();
            for (int i = 0; i < array.size() && faults.size() <= ObjectSchema.FAULTS_MAX; i++) {
                if (array.getValue(i) instanceof JsonObject object) {
                    int before = faults.size();
                    schema.check(itemPath(path, i) + '.', object, faults);
                    if (distinct && faults.size() == before && !seen.add(schema.ordered(object))) {
                        faults.add(Violation.of(itemPath(path, i), ErrorCode.INVALID_VALUE, "repeats an earlier item"));
                    }
                } else {
                    faults.add(Violation.of(itemPath(path, i), ErrorCode.INVALID_TYPE, "must be an object"));
                }
            }
        }

        @Override
        public boolean isNested() {
            return true;
        }

        @Override
        public Object parameter(Object value) {
            JsonArray ordered = new JsonArray();
            ((JsonArray) value).forEach(item -> ordered.add(schema.ordered((JsonObject) item)));
            return ordered;
        }

        @Override
        public boolean same(Object one, Object other) {
            return sameItems((JsonArray) one, (JsonArray) other, (left, right) -> schema.differences(
                            (JsonObject) left, (JsonObject) right)
                    .isEmpty());
        }

        @Override
        public String json(String column) {
            return column + "::text";
        }
    }

    private static @Nullable Violation countFault(String path, JsonArray array, int itemsMin, int itemsMax) {
        if (array.size() > itemsMax) {
            return Violation.of(path, ErrorCode.TOO_LONG, "must have at most " + itemsMax + " items");
        }
        return array.size() >= itemsMin
                ? null
                : Violation.of(
                        path,
                        ErrorCode.INVALID_VALUE,
                        "must have at least " + itemsMin + (itemsMin == 1 ? " item" : " items"));
    }

    private static String itemPath(String path, int index) {
        return path + '[' + index + ']';
    }

    private static boolean sameItems(JsonArray one, JsonArray other, BiPredicate<Object, Object> same) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!same.test(one.getValue(i), other.getValue(i))) {
                return false;
            }
        }
        return true;
    }

    /** A nested object, stored as JSON with its fields in the order of the schema. */
    record ObjectType(ObjectSchema schema) implements FieldType {
        @Override
        public @Nullable Violation check(String path, Object value) {
            return value instanceof JsonObject ? null : Violation.of(path, ErrorCode.INVALID_TYPE, "must be an object");
        }

        @Override
        public void check(String path, Object value, List<Violation> faults) {
            if (value instanceof JsonObject object) {
                schema.check(path + ".", object, faults);
            } else {
                FieldType.super.check(path, value, faults);
            }
        }

        @Override
        public boolean same(Object one, Object other) {
            return schema.differences((JsonObject) one, (JsonObject) other).isEmpty();
        }

        @Override
        public boolean isNested() {
            return true;
        }

        @Override
        public Object parameter(Object value) {
            return schema.ordered((JsonObject) value);
        }

        @Override
        public String json(String column) {
            return column + "::text";
        }
    }

    /** Read-only JSON that the service composes. Its SQL expression is the JSON text, and bodies may only repeat it. */
    record ReadOnlyJsonType() implements FieldType {
        @Override
        public @Nullable Violation check(String path, Object value) {
            return null;
        }

        @Override
        public boolean same(Object one, Object other) {
            return one.equals(other);
        }

        @Override
        public Object parameter(Object value) {
            throw new IllegalStateException("Composed by the service, never written");
        }

        @Override
        public String json(String column) {
            return column;
        }
    }
}
