package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.http.JsonFields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a form the JSON that the API takes. A name with dots is a member of a nested object. Fields that no method
 * names are left out. Not thread-safe.
 */
public final class FormJson {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

    private final FormFields form;
    private final JsonObject body = new JsonObject();

    FormJson(FormFields form) {
        this.form = form;
    }

    /**
     * Adds a text in the form that the API takes: without white space at its ends, in Unicode's form C. People see neither
     * in what they type or paste. An empty text is absent.
     */
    public FormJson text(String name) {
        form.text(name).map(FormJson::tidy).filter(value -> !value.isEmpty()).ifPresent(value -> put(name, value));
        return this;
    }

    /** Adds a text like {@link #text}; an empty one stays empty, so that the API refuses it. */
    public FormJson textOrEmpty(String name) {
        put(name, form.text(name).map(FormJson::tidy).orElse(""));
        return this;
    }

    /** Adds a password, which is what was typed; an empty one is absent. */
    public FormJson password(String name) {
        form.text(name).ifPresent(value -> put(name, value));
        return this;
    }

    private static String tidy(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isSpace(text.charAt(begin))) {
            begin++;
        }
        while (begin < end && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return Normalizer.normalize(text.substring(begin, end), Normalizer.Form.NFC);
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /** Adds the array of all values of fields with this name, without empty ones; absent if there is none. */
    public FormJson texts(String name) {
        List<String> values = present(name);
        if (!values.isEmpty()) {
            put(name, new JsonArray(values));
        }
        return this;
    }

    /** Adds the array of all values like {@link #texts}; an empty array if there is none. */
    public FormJson allTexts(String name) {
        put(name, new JsonArray(present(name)));
        return this;
    }

    /** Adds the array of the lines of one text area, without empty ones; absent if there is none. */
    public FormJson lines(String name) {
        List<String> lines = form.text(name).stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (!lines.isEmpty()) {
            put(name, new JsonArray(lines));
        }
        return this;
    }

    /** Adds true if the box is checked, else false. */
    public FormJson flag(String name) {
        put(name, !form.texts(name).isEmpty());
        return this;
    }

    /** Adds a whole number; an empty one is absent. A text that is none stays a text, so that the API refuses it. */
    public FormJson integer(String name) {
        form.text(name)
                .map(String::strip)
                .ifPresent(value -> put(name, INTEGER.matcher(value).matches() ? (Object) Long.valueOf(value) : value));
        return this;
    }

    /** Adds a whole number; an empty one is null, for a change that takes the value away. Absent if the form lacks it. */
    public FormJson integerOrNull(String name) {
        if (form.values().containsKey(name)) {
            put(name, null);
        }
        return integer(name);
    }

    /** Adds the instant at which a day begins; a text that is no day is taken as it is, and an empty field is absent. */
    public FormJson day(String name, ZoneId zone) {
        form.text(name).map(String::strip).ifPresent(value -> put(name, begin(value, zone)));
        return this;
    }

    private static String begin(String day, ZoneId zone) {
        try {
            return LocalDate.parse(day).atStartOfDay(zone).toInstant().toString();
        } catch (DateTimeException noDay) {
            return day;
        }
    }

    /** Adds a value that the page has chosen itself. */
    public FormJson value(String name, @Nullable Object value) {
        put(name, value);
        return this;
    }

    public JsonObject body() {
        return body.copy();
    }

    /** Returns the body as the use cases read it. */
    public JsonFields fields() {
        return new JsonFields(body());
    }

    private List<String> present(String name) {
        return form.texts(name).stream().filter(value -> !value.isEmpty()).toList();
    }

    private void put(String name, @Nullable Object value) {
        JsonObject target = body;
        String[] path = name.split("\\.", -1);
        for (int i = 0; i < path.length - 1; i++) {
            JsonObject nested = target.getJsonObject(path[i]);
            if (nested == null) {
                nested = new JsonObject();
                target.put(path[i], nested);
            }
            target = nested;
        }
        target.put(path[path.length - 1], value);
    }
}
