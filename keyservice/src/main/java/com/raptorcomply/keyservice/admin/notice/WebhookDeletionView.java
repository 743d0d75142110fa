package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;

/** The page that asks before a webhook is deleted. */
public record WebhookDeletionView(WebhookPlace place, WebhookFacts webhook, FormState form) implements View {
    @Override
    public String template() {
        return "notice/webhook-deletion.jte";
    }
}
