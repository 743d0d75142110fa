package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.FormChoice;
import com.raptorcomply.keyservice.admin.FormFields;
import com.raptorcomply.keyservice.admin.FormJson;
import com.raptorcomply.keyservice.admin.PlaceChoices;
import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.Permission;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.key.ApiKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes of the form of a key the JSON that the API takes. */
public final class KeyForm {
    /** The values of the field {@code rights} besides the roles. */
    static final String KEEP = "keep";

    static final String ONLY_READS = "read";
    static final String NOTHING = "none";
    static final String CHOSEN = "chosen";

    /** The field of a form that shows the restriction. A change by a form without it leaves the restriction as it is. */
    public static final String SCOPE = "scope";

    static final String NEVER = "never";
    static final String DATE = "date";

    /** The days of the presets for the end. */
    static final List<Integer> DAYS = List.of(30, 90, 180, 365);

    private static final String PERMISSIONS = "permissions";
    private static final String EXPIRES_AT = "expiresAt";
    private static final String RESTRICTIONS = "restrictions";
    private static final String RATE_LIMIT = "rateLimit";

    private KeyForm() {}

    /** Returns the body of a request that creates a key. */
    static JsonObject create(FormFields form, ZonedDateTime now) {
        FormJson json =
                form.json().text("kind").text("name").text("organizationId").lines("allowedCidrs");
        if (!KeyKind.USER.wireName().equals(form.text("kind").orElse(""))) {
            rights(json, form.text("rights").orElse(CHOSEN));
        }
        expiry(form, json, now);
        JsonObject scope = scope(form);
        if (!scope.isEmpty()) {
            json.value(RESTRICTIONS, new JsonArray().add(scope));
        }
        rateLimit(json);
        return json.body();
    }

    /** Returns the body of a request that changes this key. Fields that the form leaves as they are are absent. */
    static JsonObject change(FormFields form, ApiKey key, ZonedDateTime now) {
        FormJson json = form.json().textOrEmpty("name");
        if (key.kind() == KeyKind.ORGANIZATION) {
            rights(json, form.text("rights").orElse(KEEP));
        }
        expiry(form, json, now);
        if (form.texts("allowedCidrs").stream().allMatch(String::isBlank)) {
            json.value("allowedCidrs", null);
        } else {
            json.lines("allowedCidrs");
        }
        boolean isLimited = Stream.of("requests", "periodSeconds", "burst")
                .anyMatch(name -> form.text(RATE_LIMIT + "." + name).isPresent());
        if (isLimited) {
            json.value(RATE_LIMIT + ".burst", null);
            rateLimit(json);
        } else {
            json.value(RATE_LIMIT, null);
        }
        if (form.text(SCOPE).isPresent()) {
            JsonObject scope = scope(form);
            json.value(RESTRICTIONS, scope.isEmpty() ? null : new JsonArray().add(scope));
        }
        return json.body();
    }

    /** Returns the places and operations that are chosen; empty if none is, which limits nothing. */
    private static JsonObject scope(FormFields form) {
        JsonObject scope = PlaceChoices.chosen(form);
        List<String> operations = form.texts("operations");
        return operations.isEmpty() ? scope : scope.put("operations", new JsonArray(operations));
    }

    /**
     * Refuses permissions or a date without the choice that makes them count, because the key would get other rights or
     * another end than those that were filled in.
     *
     * @param opened the values of the fields when the form was opened
     */
    static void requireChoices(FormFields form, Map<String, List<String>> opened) {
        if (!KeyKind.USER.wireName().equals(form.text("kind").orElse(""))) {
            requireChoice(form, PERMISSIONS, opened, form.text("rights").orElse(CHOSEN), CHOSEN, "What I choose below");
        }
        requireChoice(form, EXPIRES_AT, opened, form.text("expiry").orElse(DATE), DATE, "On a date");
    }

    private static void requireChoice(
            FormFields form,
            String field,
            Map<String, List<String>> opened,
            String chosen,
            String needed,
            String label) {
        List<String> typed =
                form.texts(field).stream().filter(value -> !value.isBlank()).toList();
        boolean isAsOpened = Set.copyOf(typed).equals(Set.copyOf(opened.getOrDefault(field, List.of())));
        if (!chosen.equals(needed) && !typed.isEmpty() && !isAsOpened) {
            throw FormChoice.missing(field, label);
        }
    }

    private static void rateLimit(FormJson json) {
        json.integer(RATE_LIMIT + ".requests")
                .integer(RATE_LIMIT + ".periodSeconds")
                .integer(RATE_LIMIT + ".burst");
    }

    private static void rights(FormJson json, String chosen) {
        switch (chosen) {
            case KEEP -> {}
            case ONLY_READS -> json.value(PERMISSIONS, new JsonArray(reading()));
            case NOTHING -> json.value(PERMISSIONS, new JsonArray());
            case CHOSEN -> json.allTexts(PERMISSIONS);
            default -> json.value("role", chosen);
        }
    }

    /** Returns the permissions that only read. */
    static List<String> reading() {
        return Permissions.table().stream()
                .map(Permission::name)
                .filter(name -> name.endsWith(":read"))
                .toList();
    }

    /** Adds the end. A date that is chosen and left empty is refused, because it would mean a key without an end. */
    private static void expiry(FormFields form, FormJson json, ZonedDateTime now) {
        String chosen = form.text("expiry").orElse(DATE);
        if (chosen.equals(KEEP)) {
            return;
        }
        if (chosen.equals(NEVER)) {
            json.value(EXPIRES_AT, null);
            return;
        }
        DAYS.stream()
                .filter(days -> chosen.equals(days.toString()))
                .findFirst()
                .ifPresentOrElse(
                        days -> json.value(
                                EXPIRES_AT,
                                now.toInstant()
                                        .plus(Duration.ofDays(days))
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()),
                        () -> json.value(EXPIRES_AT, "").day(EXPIRES_AT, now.getZone()));
    }

    /** Returns true if the form asks for a super key. */
    static boolean isSuperKey(FormFields form) {
        return form.text("rights").equals(Optional.of(KeyRole.ORG_SUPER.label()));
    }
}
