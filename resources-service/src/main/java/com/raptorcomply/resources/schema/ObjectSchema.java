package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.SanitizedName;
import com.raptorcomply.chassis.problem.Violation;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object in the order in which they are written, and the rules between them. Immutable. */
public final class ObjectSchema {
    /** The most faults of one body that a response lists. */
    static final int FAULTS_MAX = 100;

    private static final int UNKNOWN_TOLD_MAX = 10;

    private final List<Field> fields;
    private final List<String> exactlyOneOf;
    private final @Nullable Variants variants;
    private final Map<String, Field> byName;
    private final List<Field> writable;

    ObjectSchema(List<Field> fields, List<String> exactlyOneOf, @Nullable Variants variants) {
        this.fields = List.copyOf(fields);
        this.exactlyOneOf = List.copyOf(exactlyOneOf);
        this.variants = variants;
        this.byName = this.fields.stream().collect(Collectors.toUnmodifiableMap(Field::name, Function.identity()));
        this.writable = this.fields.stream().filter(field -> !field.readOnly()).toList();
    }

    /** Returns all fields, in order. */
    public List<Field> fields() {
        return fields;
    }

    /** Returns the fields that clients set, in order. */
    public List<Field> writable() {
        return writable;
    }

    /**
     * Returns this schema with the read-only fields of another. Bodies may repeat these, and are refused if they change
     * them.
     */
    public ObjectSchema withReadOnlyOf(ObjectSchema shown) {
        List<Field> more = new ArrayList<>(fields);
        shown.fields.stream()
                .filter(field -> field.readOnly() && !byName.containsKey(field.name()))
                .forEach(more::add);
        return new ObjectSchema(more, exactlyOneOf, variants);
    }

    /**
     * Returns all faults of a body, at most {@link #FAULTS_MAX}: unknown fields, read-only members that differ from the
     * stored ones, and invalid values.
     *
     * @param sent the body as received
     * @param stored the stored record; an absent member is null
     * @param after the {@link #writable} members after the change: of a POST or PUT those sent, of a PATCH those merged
     */
    public List<Violation> check(JsonObject sent, JsonObject stored, JsonObject after) {
        List<Violation> faults = new ArrayList<>();
        checkNames("", sent, faults);
        checkReadOnly(sent, stored, faults);
        check("", after, faults);
        return faults.size() <= FAULTS_MAX ? faults : faults.subList(0, FAULTS_MAX);
    }

    /** Returns the body's writable members. */
    public JsonObject writable(JsonObject body) {
        JsonObject kept = new JsonObject();
        writable().stream()
                .map(Field::name)
                .filter(body::containsKey)
                .forEach(name -> kept.put(name, body.getValue(name)));
        return kept;
    }

    /** Returns the writable fields that differ in meaning, each with its old and new value, null if absent. */
    public JsonObject differences(JsonObject before, JsonObject after) {
        JsonObject changes = new JsonObject();
        for (Field field : writable()) {
            Object from = before.getValue(field.name());
            Object to = after.getValue(field.name());
            if (!same(field, from, to)) {
                changes.put(field.name(), new JsonObject().put("from", from).put("to", to));
            }
        }
        return changes;
    }

    void check(String prefix, JsonObject body, List<Violation> faults) {
        checkNames(prefix, body, faults);
        for (Field field : writable()) {
            Object value = body.getValue(field.name());
            if (value != null) {
                field.type().check(prefix + field.name(), value, faults);
            } else if (field.mandatory()) {
                faults.add(Violation.of(prefix + field.name(), ErrorCode.REQUIRED, "is required"));
            }
        }
        checkOne(prefix, body, faults);
        if (variants != null) {
            variants.check(prefix, body, faults);
        }
    }

    /** Returns an object's members in the order of the schema, without those that are null. */
    JsonObject ordered(JsonObject object) {
        JsonObject ordered = new JsonObject();
        for (Field field : fields) {
            Object part = object.getValue(field.name());
            if (part != null) {
                // A nested object's parameter has its own members in order; other values stay as they were sent.
                boolean nested = part instanceof JsonObject || field.type() instanceof CompositeTypes.ObjectListType;
                ordered.put(field.name(), nested ? field.type().parameter(part) : part);
            }
        }
        return ordered;
    }

    private void checkReadOnly(JsonObject sent, JsonObject stored, List<Violation> faults) {
        for (Field field : fields) {
            if (field.readOnly()
                    && sent.containsKey(field.name())
                    && !same(field, sent.getValue(field.name()), stored.getValue(field.name()))) {
                faults.add(Violation.of(field.name(), ErrorCode.READ_ONLY, "is read-only"));
            }
        }
    }

    private static boolean same(Field field, @Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return field.type().check(field.name(), one) == null && field.type().same(one, other);
    }

    private void checkNames(String prefix, JsonObject body, List<Violation> faults) {
        body.fieldNames().stream()
                .filter(name -> !byName.containsKey(name))
                .limit(UNKNOWN_TOLD_MAX)
                .map(name -> prefix + SanitizedName.of(name))
                .map(Violation::unknown)
                .forEach(faults::add);
    }

    private void checkOne(String prefix, JsonObject body, List<Violation> faults) {
        long given = exactlyOneOf.stream()
                .filter(name -> body.getValue(name) != null)
                .count();
        if (exactlyOneOf.isEmpty() || given == 1) {
            return;
        }
        String names =
                exactlyOneOf.stream().map(name -> "'" + prefix + name + "'").collect(Collectors.joining(" and "));
        faults.add(new Violation(
                prefix + exactlyOneOf.get(0),
                "Exactly one of the fields " + names + " is required",
                ErrorCode.REQUIRED));
    }
}
