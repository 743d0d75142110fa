package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.Pager;
import com.raptorcomply.keyservice.admin.component.Tab;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One webhook with the log of its deliveries.
 *
 * @param test the form of the test
 * @param state the state that the log is filtered by; empty: all
 * @param done what the form before has done; null: nothing
 * @param failed true if that is that the test has failed
 */
public record WebhookView(
        WebhookPlace place,
        WebhookFacts webhook,
        FormState test,
        String state,
        List<DeliveryRow> deliveries,
        Pager pager,
        @Nullable String done,
        boolean failed)
        implements View {
    private static final Map<String, String> STATES =
            new TreeMap<>(Map.of("delivered", "Delivered", "failed", "Failed", "pending", "Waiting", "dropped", "Not sent"));

    public WebhookView {
        deliveries = List.copyOf(deliveries);
    }

    /** Returns the states of the log as tabs. */
    public List<Tab> tabs() {
        List<Tab> tabs = new ArrayList<>();
        tabs.add(new Tab("All", webhook.path(), null, state.isEmpty()));
        STATES.forEach((value, label) ->
                tabs.add(new Tab(label, webhook.path() + "?state=" + value, null, value.equals(state))));
        return tabs;
    }

    @Override
    public String template() {
        return "notice/webhook.jte";
    }
}
