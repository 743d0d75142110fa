package com.raptorcomply.keyservice.admin.audit;

import com.raptorcomply.keyservice.admin.component.TimeInWords;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One changed field of an entry, in words.
 *
 * @param from null in an entry that has no value before
 */
public record ChangeInWords(String field, @Nullable String from, String to) {
    private static final int TEXT_CHARACTERS_MAX = 300;
    private static final Pattern INSTANT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T.{1,30}Z");
    private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    /** The names of fields that are no words. */
    private static final Map<String, String> FIELDS = Map.of(
            "allowedCidrs", "Networks",
            "boundsSetByAdmin", "Limits set by an admin",
            "email", "E-mail address",
            "expiresAt", "Ends",
            "ownerUserId", "Id of the owner",
            "organizationId", "Id of the organization",
            "organizationName", "Organization",
            "secretId", "Secret",
            "url", "Address");

    /** Returns the changes of an entry, with times in this zone. What a new resource does not have is left out. */
    static List<ChangeInWords> of(@Nullable JsonObject changes, ZoneId zone) {
        if (changes == null) {
            return List.of();
        }
        return changes.stream()
                .filter(each -> each.getValue() != null && !isEmpty(each.getValue()))
                .map(each -> of(each.getKey(), each.getValue(), zone))
                .toList();
    }

    private static ChangeInWords of(String name, Object value, ZoneId zone) {
        return value instanceof JsonObject pair && pair.containsKey("to")
                ? new ChangeInWords(
                        field(name), cut(words(pair.getValue("from"), zone)), cut(words(pair.getValue("to"), zone)))
                : new ChangeInWords(field(name), null, cut(words(value, zone)));
    }

    /** Returns the name of what the entry is about, or its address; empty if the entry holds neither. */
    static String name(@Nullable JsonObject changes) {
        if (changes == null) {
            return "";
        }
        Object name = Optional.ofNullable(changes.getValue("name")).orElse(changes.getValue("email"));
        Object now = name instanceof JsonObject pair ? pair.getValue("to") : name;
        return now == null ? "" : cut(now.toString());
    }

    private static String field(String name) {
        String words = FIELDS.getOrDefault(name, WORD.matcher(name).replaceAll(" "));
        return FIELDS.containsKey(name)
                ? words
                : words.substring(0, 1).toUpperCase(Locale.ROOT)
                        + words.substring(1).toLowerCase(Locale.ROOT);
    }

    private static boolean isEmpty(Object value) {
        return value instanceof JsonArray array && array.isEmpty();
    }

    private static String words(@Nullable Object value, ZoneId zone) {
        if (value == null || isEmpty(value)) {
            return "nothing";
        }
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        if (value instanceof JsonArray array) {
            return array.stream().map(each -> words(each, zone)).collect(Collectors.joining(", "));
        }
        if (value instanceof JsonObject object) {
            return words(object, zone);
        }
        return INSTANT.matcher(value.toString()).matches() ? time(value.toString(), zone) : value.toString();
    }

    /** Returns the name of an actor; of any other object its members. */
    private static String words(JsonObject object, ZoneId zone) {
        return object.containsKey("kind") && object.containsKey("name")
                ? Objects.requireNonNullElse(object.getString("name"), "nobody")
                : object.stream()
                        .filter(each -> each.getValue() != null && !isEmpty(each.getValue()))
                        .map(each ->
                                field(each.getKey()).toLowerCase(Locale.ROOT) + ": " + words(each.getValue(), zone))
                        .collect(Collectors.joining(", "));
    }

    private static String time(String text, ZoneId zone) {
        try {
            Instant time = Instant.parse(text);
            return TimeInWords.of(time, time.atZone(zone)).full();
        } catch (DateTimeParseException noTime) {
            return text;
        }
    }

    private static String cut(String text) {
        return text.length() <= TEXT_CHARACTERS_MAX ? text : text.substring(0, TEXT_CHARACTERS_MAX) + "…";
    }
}
