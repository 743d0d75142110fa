package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.PermissionGroup;
import com.raptorcomply.keyservice.admin.PlaceChoices;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.auth.KeyRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form that makes a key.
 *
 * @param formId makes the same form sent twice one request
 * @param forOrganization true if the caller may make organization keys
 * @param organizations those that a platform admin may choose, by id; empty for others
 * @param places what the key may be limited to
 * @param query of the list that led here
 */
public record KeyFormView(
        FormState form,
        String formId,
        boolean forOrganization,
        Map<String, String> organizations,
        PlaceChoices places,
        KeyListQuery query)
        implements View {
    public KeyFormView {
        organizations = new LinkedHashMap<>(organizations);
    }

    /** Returns the state of a fresh form. */
    static FormState fresh(String preset, boolean forOrganization, String organizationId) {
        return FormState.of(Map.of(
                "kind", List.of(forOrganization ? "organization" : "user"),
                "rights", List.of(preset.isEmpty() ? KeyRole.API_USER.label() : preset),
                "expiry", List.of("90"),
                "organizationId", List.of(organizationId)));
    }

    /** Returns the address that the form is sent to. */
    public String action() {
        return query.address(KeyCreationPages.PATH);
    }

    /** Returns the address of the list that led here. */
    public String list() {
        return query.address(KeyListQuery.PATH);
    }

    public String sentence() {
        return KeyFormWords.sentence(form);
    }

    public List<PermissionGroup> groups() {
        return PermissionGroup.all();
    }

    public List<Integer> days() {
        return KeyForm.DAYS;
    }

    @Override
    public String template() {
        return "key/new.jte";
    }
}
