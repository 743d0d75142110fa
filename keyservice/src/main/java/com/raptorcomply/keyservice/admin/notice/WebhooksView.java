package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.admin.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of an organization.
 *
 * @param done what the form before has done; null: nothing
 */
public record WebhooksView(
        WebhookPlace place,
        List<WebhookFacts> webhooks,
        @Nullable String done) implements View {
    public WebhooksView {
        webhooks = List.copyOf(webhooks);
    }

    @Override
    public boolean mayReload() {
        return true;
    }

    @Override
    public String template() {
        return "notice/webhooks.jte";
    }
}
