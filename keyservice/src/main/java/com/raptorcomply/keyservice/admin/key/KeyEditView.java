package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.OpenedForm;
import com.raptorcomply.keyservice.admin.PermissionGroup;
import com.raptorcomply.keyservice.admin.PlaceChoices;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import com.raptorcomply.keyservice.key.ApiKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The form that changes a key.
 *
 * @param etag the state that the form was made for
 * @param changes what somebody else has changed since; empty: nothing
 * @param places what the key may be limited to; not available to callers that may not limit it
 * @param restrictions the number of the key's restrictions; the form shows one
 */
public record KeyEditView(
        FormState form,
        KeyFacts key,
        boolean ofOrganization,
        String etag,
        List<OpenedForm.Change> changes,
        PlaceChoices places,
        int restrictions)
        implements View {
    public KeyEditView {
        changes = List.copyOf(changes);
    }

    /** Returns the state of the form for the key as it is. */
    static FormState fresh(ApiKey key, HeldRestrictions held, ZoneId zone) {
        Map<String, List<String>> values = new HashMap<>(values(key, zone));
        values.putAll(held.values());
        values.put("rights", List.of(KeyForm.KEEP));
        values.put("expiry", List.of(KeyForm.KEEP));
        return OpenedForm.of(FormState.of(values), shown(key, held, zone));
    }

    /** Returns the state after a refusal: as typed, and what the choices keep as the key has it now. */
    static FormState again(FormState typed, ApiKey key, HeldRestrictions held, ZoneId zone) {
        Map<String, List<String>> values = new HashMap<>(typed.values());
        Map<String, List<String>> now = values(key, zone);
        if (typed.has("rights", KeyForm.KEEP) && typed.fault("permissions") == null) {
            values.put("permissions", now.getOrDefault("permissions", List.of()));
        }
        if (typed.has("expiry", KeyForm.KEEP) && typed.fault("expiresAt") == null) {
            values.put("expiresAt", now.getOrDefault("expiresAt", List.of()));
        }
        return OpenedForm.of(new FormState(values, typed.faults()), shown(key, held, zone));
    }

    /** Returns the values of the form's fields for the key as it is. */
    static Map<String, List<String>> values(ApiKey key, ZoneId zone) {
        RateLimit rate = key.terms().rateLimit();
        Map<String, List<String>> values = new HashMap<>();
        values.put("name", List.of(key.terms().name()));
        values.put("permissions", List.copyOf(key.permissions()));
        values.put("allowedCidrs", List.of(String.join("\n", key.terms().allowedCidrs())));
        if (key.terms().expiresAt() != null) {
            values.put(
                    "expiresAt",
                    List.of(LocalDate.ofInstant(key.terms().expiresAt(), zone).toString()));
        }
        if (rate != null) {
            values.put("rateLimit.requests", List.of(String.valueOf(rate.requests())));
            values.put("rateLimit.periodSeconds", List.of(String.valueOf(rate.periodMillis() / 1_000)));
            values.put("rateLimit.burst", List.of(String.valueOf(rate.burst())));
        }
        return values;
    }

    /** Returns the key's fields in words, by their labels. The form carries them, to tell what has changed since. */
    static Map<String, String> shown(ApiKey key, HeldRestrictions held, ZoneId zone) {
        String rate = KeyFacts.rate(key.terms().rateLimit());
        Map<String, String> shown = new TreeMap<>(held.shown());
        shown.put("Name", key.terms().name());
        Instant end = key.terms().expiresAt();
        shown.put(
                "Ends",
                end == null ? "Never" : TimeInWords.of(end, end.atZone(zone)).full());
        shown.put(
                "Networks",
                key.terms().allowedCidrs().isEmpty()
                        ? "All"
                        : String.join(", ", key.terms().allowedCidrs()));
        shown.put("Rate limit", rate == null ? "That of the route" : rate);
        if (key.kind() == KeyKind.ORGANIZATION) {
            shown.put("Permissions", key.permissions().isEmpty() ? "None" : String.join(", ", key.permissions()));
        }
        return shown;
    }

    /** Returns true if the form shows the places and operations to which the key is limited. */
    public boolean mayRestrict() {
        return places.available() && restrictions <= 1;
    }

    public List<PermissionGroup> groups() {
        return PermissionGroup.all();
    }

    public List<Integer> days() {
        return KeyForm.DAYS;
    }

    @Override
    public String template() {
        return "key/edit.jte";
    }
}
