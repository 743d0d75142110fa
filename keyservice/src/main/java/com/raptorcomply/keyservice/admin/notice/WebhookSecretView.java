package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.admin.View;

/** The one page that shows the secret of a new webhook. */
public record WebhookSecretView(WebhookFacts webhook, String secret) implements View {
    @Override
    public String template() {
        return "notice/webhook-secret.jte";
    }

    @Override
    public String toString() {
        return "WebhookSecretView[" + webhook.path() + "]";
    }
}
