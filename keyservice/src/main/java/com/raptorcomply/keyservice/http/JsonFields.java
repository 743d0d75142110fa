package com.raptorcomply.keyservice.http;

import com.raptorcomply.chassis.http.request.PlainText;
import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.chassis.json.MergePatch;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.chassis.problem.SanitizedName;
import com.raptorcomply.chassis.problem.Violation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one request body by name and collects their faults, the first one of each member. A method that
 * finds a fault records it and returns a harmless value. The caller must use no value before {@link #requireValid} has
 * passed. Not thread-safe.
 */
public final class JsonFields {
    private static final int VIOLATIONS_MAX = 100;
    private static final int UNKNOWN_MAX = 10;

    private final JsonObject body;
    private final String path;
    private final List<Violation> violations;
    private final Set<String> read = new HashSet<>();
    private final List<JsonFields> nested = new ArrayList<>();

    public JsonFields(JsonObject body) {
        this(body, "", new ArrayList<>());
    }

    private JsonFields(JsonObject body, String path, List<Violation> violations) {
        this.body = body;
        this.path = path;
        this.violations = violations;
    }

    /** Returns true if the member was sent, even as null. */
    public boolean has(String name) {
        return body.containsKey(name);
    }

    /** Returns true if the member was sent as null. */
    public boolean isNull(String name) {
        read.add(name);
        return body.containsKey(name) && body.getValue(name) == null;
    }

    /** Returns a required text for people to read, checked by {@link PlainText#objection}. */
    public String plainText(String name, int charactersMax) {
        return checked(name, charactersMax, text -> PlainText.objection(text, charactersMax));
    }

    /** Returns a required name, checked by {@link PlainText#nameObjection}. */
    public String name(String name, int charactersMax) {
        return checked(name, charactersMax, text -> PlainText.nameObjection(text, charactersMax));
    }

    private String checked(String name, int charactersMax, Function<String, Optional<String>> objections) {
        String text = text(name);
        if (text.codePointCount(0, text.length()) > charactersMax) {
            record(name, ErrorCode.TOO_LONG, "must have at most " + charactersMax + " characters");
        }
        objections.apply(text).ifPresent(objection -> reject(name, objection));
        return text;
    }

    /** Returns a required text, which the caller checks. Blank if it has a fault. */
    public String text(String name) {
        return required(name, optionalText(name), "");
    }

    /** Returns a required text like {@link #text(String)}, of at most {@code lengthMax} UTF-16 units. */
    public String text(String name, int lengthMax) {
        return required(name, optionalText(name, lengthMax), "");
    }

    /**
     * Returns an optional text of at most {@code lengthMax} UTF-16 units, which the caller checks. Absent and null are
     * the same.
     */
    public Optional<String> optionalText(String name, int lengthMax) {
        Optional<String> text = optionalText(name);
        if (text.isPresent() && text.get().length() > lengthMax) {
            record(name, ErrorCode.TOO_LONG, "must have at most " + lengthMax + " characters");
            return Optional.empty();
        }
        return text;
    }

    /** Returns an optional text, which the caller checks. Absent and null are the same. */
    public Optional<String> optionalText(String name) {
        Object value = value(name);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        record(name, ErrorCode.INVALID_TYPE, "must be a string");
        return Optional.empty();
    }

    /** Returns an optional text that the parser accepts. Absent and null are the same. */
    public <T> Optional<T> optional(String name, Function<String, Optional<T>> parser, String objection) {
        Optional<String> text = optionalText(name);
        Optional<T> parsed = text.flatMap(parser);
        if (text.isPresent() && parsed.isEmpty()) {
            reject(name, objection);
        }
        return parsed;
    }

    /** Returns one of the accepted texts. Absent and null are the same. */
    public Optional<String> oneOf(String name, List<String> accepted) {
        return optional(
                name,
                text -> Optional.of(text).filter(accepted::contains),
                "must be one of " + String.join(", ", accepted));
    }

    /** Returns a time with an offset ({@link Timestamps}). Absent and null are the same. */
    public Optional<Instant> optionalTime(String name) {
        return optional(name, Timestamps::parse, "must be a time such as 2027-01-31T00:00:00Z");
    }

    public Optional<UUID> optionalUuid(String name) {
        return optional(name, Uuids::parse, "must be a UUID");
    }

    /** Returns an integer within the bounds, in any JSON notation (100, 100.0, 1e2). Empty if absent or null. */
    public Optional<Long> optionalInteger(String name, long min, long max) {
        Object value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        String objection = "must be a whole number from " + min + " to " + max;
        if (!(value instanceof Number number)) {
            record(name, ErrorCode.INVALID_TYPE, objection);
            return Optional.empty();
        }
        BigDecimal exact = new BigDecimal(number.toString());
        boolean isWithin =
                exact.compareTo(BigDecimal.valueOf(min)) >= 0 && exact.compareTo(BigDecimal.valueOf(max)) <= 0;
        if (!isWithin || exact.stripTrailingZeros().scale() > 0) {
            reject(name, objection);
            return Optional.empty();
        }
        return Optional.of(exact.longValueExact());
    }

    /** Returns true or false. Empty if absent or null. */
    public Optional<Boolean> optionalBoolean(String name) {
        Object value = value(name);
        if (value == null || value instanceof Boolean) {
            return Optional.ofNullable((Boolean) value);
        }
        record(name, ErrorCode.INVALID_TYPE, "must be true or false");
        return Optional.empty();
    }

    /** Returns an array of strings. Empty if absent or null. */
    public Optional<List<String>> optionalStrings(String name, int itemsMax) {
        return array(name, String.class, itemsMax, "must be an array of strings")
                .map(List::copyOf);
    }

    /** Returns a nested object. Empty if absent or null. */
    public Optional<JsonFields> optionalObject(String name) {
        Object value = value(name);
        if (value instanceof JsonObject object) {
            return Optional.of(nested(object, name));
        }
        if (value != null) {
            record(name, ErrorCode.INVALID_TYPE, "must be an object");
        }
        return Optional.empty();
    }

    /** Returns a nested merge patch (RFC 7396) applied to the target. Empty if absent or null. */
    public Optional<JsonFields> mergedObject(String name, @Nullable JsonObject target) {
        if (!(value(name) instanceof JsonObject patch)) {
            return optionalObject(name);
        }
        return Optional.of(nested(MergePatch.apply(target == null ? new JsonObject() : target, patch), name));
    }

    /** Returns an array of objects. Empty if absent or null. */
    public List<JsonFields> optionalObjects(String name, int itemsMax) {
        List<JsonObject> objects = array(name, JsonObject.class, itemsMax, "must be an array of objects")
                .orElse(List.of());
        return IntStream.range(0, objects.size())
                .mapToObj(i -> nested(objects.get(i), name + "[" + i + "]"))
                .toList();
    }

    /**
     * Returns the value of a required member. If there is none, it records that the member is required and returns
     * {@code otherwise}.
     */
    public <T> T required(String name, Optional<T> value, T otherwise) {
        if (value.isEmpty()) {
            record(name, ErrorCode.REQUIRED, "is required");
        }
        return value.orElse(otherwise);
    }

    /** Records a fault of one member: "Field 'name' …". */
    public void reject(String name, String objection) {
        record(name, ErrorCode.INVALID_VALUE, objection);
    }

    /** Returns true if a fault has been recorded so far. */
    public boolean isFaulty() {
        return !violations.isEmpty();
    }

    /** Throws 422 with all faults if there are any. A member that no method has read counts as a fault. */
    public void requireValid() {
        recordUnknown();
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations).exception();
        }
    }

    /** Returns a problem about one member, for a fault found after reading: "Field 'name' …". */
    public ProblemException refused(String name, String objection) {
        return refused(name, ErrorCode.INVALID_VALUE, objection);
    }

    /** Returns a problem like {@link #refused(String, String)}, with another code of status 422. */
    public ProblemException refused(String name, ErrorCode code, String objection) {
        record(name, code, objection);
        return Problem.invalid(violations).exception();
    }

    private void recordUnknown() {
        body.fieldNames().stream()
                .filter(name -> !read.contains(name))
                .map(SanitizedName::of)
                .sorted()
                .limit(UNKNOWN_MAX)
                .map(name -> path + name)
                .map(Violation::unknown)
                .forEach(this::record);
        nested.forEach(JsonFields::recordUnknown);
    }

    private void record(String name, ErrorCode code, String objection) {
        record(Violation.of(path + name, code, objection));
    }

    private void record(Violation violation) {
        boolean isKnown = violations.stream().anyMatch(known -> known.field().equals(violation.field()));
        if (!isKnown && violations.size() < VIOLATIONS_MAX) {
            violations.add(violation);
        }
    }

    private <T> Optional<List<T>> array(String name, Class<T> type, int itemsMax, String objection) {
        Object value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof JsonArray array) || !array.stream().allMatch(type::isInstance)) {
            record(name, ErrorCode.INVALID_TYPE, objection);
            return Optional.empty();
        }
        if (array.size() > itemsMax) {
            record(name, ErrorCode.TOO_LONG, "must have at most " + itemsMax + " items");
            return Optional.empty();
        }
        return Optional.of(array.stream().map(type::cast).toList());
    }

    private JsonFields nested(JsonObject object, String name) {
        JsonFields fields = new JsonFields(object, path + name + ".", violations);
        nested.add(fields);
        return fields;
    }

    private @Nullable Object value(String name) {
        read.add(name);
        return body.getValue(name);
    }
}
