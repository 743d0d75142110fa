package com.raptorcomply.keyservice.input;

import com.raptorcomply.chassis.input.PlainText;
import com.raptorcomply.chassis.input.Timestamps;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.chassis.problem.ShownName;
import com.raptorcomply.chassis.problem.Violation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of one request body, read by name. Everything that does not fit is a 422 that names the member; whatever
 * was not read by the end is unknown, and refused by {@link #refuseUnknown}. Not for several threads.
 */
public final class Fields {
    private final JsonObject body;
    private final String path;
    private final Set<String> read = new HashSet<>();

    public Fields(JsonObject body) {
        this(body, "");
    }

    private Fields(JsonObject body, String path) {
        this.body = body;
        this.path = path;
    }

    /** Whether the member was sent, be it null. */
    public boolean has(String name) {
        return body.containsKey(name);
    }

    /** Whether the member was sent as null. */
    public boolean isNull(String name) {
        read.add(name);
        return body.containsKey(name) && body.getValue(name) == null;
    }

    /** Text for people to read, required ({@link PlainText#objection}). */
    public String plainText(String name, int charactersMax) {
        return checked(name, text -> PlainText.objection(text, charactersMax));
    }

    /** What something is called, required ({@link PlainText#nameObjection}). */
    public String name(String name, int charactersMax) {
        return checked(name, text -> PlainText.nameObjection(text, charactersMax));
    }

    private String checked(String name, Function<String, Optional<String>> objections) {
        String text = text(name);
        objections.apply(text).ifPresent(objection -> {
            throw refused(name, objection);
        });
        return text;
    }

    /** Any text, to be checked by the caller; required. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> required(name));
    }

    /** As {@link #text(String)}, of at most so many UTF-16 units. */
    public String text(String name, int lengthMax) {
        return optionalText(name, lengthMax).orElseThrow(() -> required(name));
    }

    /** As {@link #optionalText(String)}, of at most so many UTF-16 units. */
    public Optional<String> optionalText(String name, int lengthMax) {
        Optional<String> text = optionalText(name);
        if (text.isPresent() && text.get().length() > lengthMax) {
            throw refused(name, "must have at most " + lengthMax + " characters");
        }
        return text;
    }

    /** Any text, to be checked by the caller; absent and null are the same. */
    public Optional<String> optionalText(String name) {
        Object value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw refused(name, "must be a string");
    }

    /** A time with an offset ({@link Timestamps}); absent and null are the same. */
    public Optional<Instant> optionalTime(String name) {
        return optionalText(name).map(text -> Timestamps.parse(text)
                .orElseThrow(() -> refused(name, "must be a time such as 2027-01-31T00:00:00Z")));
    }

    public Optional<UUID> optionalUuid(String name) {
        return optionalText(name).map(text -> Uuids.parse(text).orElseThrow(() -> refused(name, "must be a UUID")));
    }

    /** A whole number within the bounds, or empty if absent or null. */
    public Optional<Long> optionalInteger(String name, long min, long max) {
        Object value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if ((value instanceof Integer || value instanceof Long)
                && ((Number) value).longValue() >= min
                && ((Number) value).longValue() <= max) {
            return Optional.of(((Number) value).longValue());
        }
        throw refused(name, "must be a whole number from " + min + " to " + max);
    }

    /** An array of strings, or empty if absent or null. */
    public Optional<List<String>> optionalStrings(String name, int itemsMax) {
        Object value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof JsonArray array)) {
            throw refused(name, "must be an array of strings");
        }
        if (array.size() > itemsMax) {
            throw refused(name, "must have at most " + itemsMax + " items");
        }
        List<String> strings = new ArrayList<>(array.size());
        for (Object item : array) {
            if (!(item instanceof String text)) {
                throw refused(name, "must be an array of strings");
            }
            strings.add(text);
        }
        return Optional.of(List.copyOf(strings));
    }

    /** A nested object, or empty if absent or null; it has to be read to its own end. */
    public Optional<Fields> optionalObject(String name) {
        Object value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonObject object) {
            return Optional.of(new Fields(object, path + name + "."));
        }
        throw refused(name, "must be an object");
    }

    /** An array of objects, empty if absent or null; each has to be read to its own end. */
    public List<Fields> optionalObjects(String name, int itemsMax) {
        Object value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonArray array) || !array.stream().allMatch(JsonObject.class::isInstance)) {
            throw refused(name, "must be an array of objects");
        }
        if (array.size() > itemsMax) {
            throw refused(name, "must have at most " + itemsMax + " items");
        }
        List<Fields> objects = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            objects.add(new Fields(array.getJsonObject(i), path + name + "[" + i + "]."));
        }
        return objects;
    }

    /** Ends the reading: a member that nobody asked for is refused by name. */
    public void refuseUnknown() {
        List<String> unknown = body.fieldNames().stream()
                .filter(name -> !read.contains(name))
                .map(ShownName::of)
                .sorted()
                .limit(10)
                .toList();
        if (!unknown.isEmpty()) {
            String fields = unknown.size() == 1 ? "Unknown field '" : "Unknown fields '";
            String message = fields + path + String.join("', '" + path, unknown) + "'";
            throw Problem.invalid(List.of(new Violation(path + unknown.get(0), message, ErrorCode.UNKNOWN_FIELD)))
                    .exception();
        }
    }

    public ProblemException required(String name) {
        return refused(name, ErrorCode.REQUIRED, "is required");
    }

    /** The refusal of one member: "Field 'name' …". */
    public ProblemException refused(String name, String objection) {
        return refused(name, ErrorCode.INVALID_VALUE, objection);
    }

    private ProblemException refused(String name, ErrorCode code, String objection) {
        return Problem.invalid(List.of(Violation.of(path + name, code, objection)))
                .exception();
    }

    private @Nullable Object value(String name) {
        read.add(name);
        return body.getValue(name);
    }
}
