package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.Pager;
import com.raptorcomply.keyservice.admin.component.Tab;
import java.util.ArrayList;
import java.util.List;
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
    private static final List<String> STATES = List.of("pending", "delivered", "failed", "dropped");

    public WebhookView {
        deliveries = List.copyOf(deliveries);
    }

    /** Returns the states of the log as tabs. */
    public List<Tab> tabs() {
        List<Tab> tabs = new ArrayList<>();
        tabs.add(new Tab("All", webhook.path(), null, state.isEmpty()));
        STATES.forEach(value -> tabs.add(new Tab(
                DeliveryRow.state(value).text(), webhook.path() + "?state=" + value, null, value.equals(state))));
        return tabs;
    }

    @Override
    public String template() {
        return "notice/webhook.jte";
    }
}
