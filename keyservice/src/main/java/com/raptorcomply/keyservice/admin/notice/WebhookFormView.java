package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.admin.FormChoice;
import com.raptorcomply.keyservice.admin.FormFields;
import com.raptorcomply.keyservice.admin.FormJson;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.OpenedForm;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.webhook.WebhookAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form of a new webhook, or the form that changes one.
 *
 * @param webhook null: it is a new one
 * @param tag the id of the form of a new webhook, else the state of the webhook that the form was made for
 * @param changes what somebody else has changed since; empty: nothing
 */
public record WebhookFormView(
        WebhookPlace place, FormState form, @Nullable WebhookFacts webhook, String tag, List<OpenedForm.Change> changes)
        implements View {
    private static final String WHICH = "which";
    private static final String ALL = "all";
    private static final String CHOSEN = "chosen";

    public WebhookFormView {
        changes = List.copyOf(changes);
    }

    static FormState fresh() {
        return FormState.of(Map.of(WHICH, List.of(ALL)));
    }

    static FormState of(WebhookAttributes attributes) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("name", List.of(attributes.name()));
        values.put("url", List.of(attributes.url()));
        values.put(WHICH, List.of(attributes.types().isEmpty() ? ALL : CHOSEN));
        values.put("types", attributes.types());
        values.put("enabled", attributes.enabled() ? List.of("yes") : List.of());
        return FormState.of(values);
    }

    /**
     * Begins the JSON of the form. A form without chosen types asks for none, which is refused, unless it asks for all. Types
     * beside all are refused, too, unless they are those from before.
     */
    static FormJson json(FormFields form) {
        if (form.text(WHICH).orElse(ALL).equals(CHOSEN)) {
            return form.json().allTexts("types");
        }
        boolean wereAll = OpenedForm.was(form, WebhookFacts.NOTICES)
                .filter(was -> !was.equals(WebhookFacts.ALL))
                .isEmpty();
        if (wereAll && !form.texts("types").isEmpty()) {
            throw FormChoice.missing("types", "Only these");
        }
        return form.json().value("types", null);
    }

    public String action() {
        return webhook == null ? place.path() + "/new" : webhook.path() + "/edit";
    }

    public String cancel() {
        return webhook == null ? place.path() : webhook.path();
    }

    /** Returns the types to choose from, each with its words. */
    public Map<String, String> types() {
        return NoticeWords.choices();
    }

    public String help(String type) {
        return NoticeWords.help(type);
    }

    @Override
    public String template() {
        return "notice/webhook-form.jte";
    }
}
