package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormOnce;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.OpenedForm;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageHandler;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.admin.SettingsTabs;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.user.OrganizationReading;
import com.raptorcomply.keyservice.webhook.Webhook;
import com.raptorcomply.keyservice.webhook.Webhooks;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The pages that list, add, change and delete webhooks. */
public final class WebhookPages implements PageGroup {
    private static final Map<String, String> DONE = Map.of("deleted", "The webhook is deleted.");

    private final Webhooks webhooks;
    private final OrganizationReading organizations;

    public WebhookPages(Webhooks webhooks, OrganizationReading organizations) {
        this.webhooks = webhooks;
        this.organizations = organizations;
    }

    @Override
    public void mount(AdminRouter router) {
        for (String path : List.of(SettingsTabs.WEBHOOKS, WebhookPlace.OF_ANY)) {
            router.get(path, at(this::list));
            router.get(path + "/new", at(this::blank));
            router.post(path + "/new", at(this::create));
            router.get(path + "/:webhookId/edit", at((page, place) -> edit(page, place, FormState.empty())
                    .map(PageResponse::ok)));
            router.post(path + "/:webhookId/edit", at(this::update));
            router.get(path + "/:webhookId/delete", at((page, place) -> ask(page, place, FormState.empty())
                    .map(PageResponse::ok)));
            router.post(path + "/:webhookId/delete", at(this::delete));
        }
    }

    private PageHandler at(WebhookPlace.Handler handler) {
        return WebhookPlace.at(organizations, handler);
    }

    private Future<PageResponse> list(PageContext page, WebhookPlace place) {
        return webhooks.list(page.caller(), place.organizationId())
                .map(found -> PageResponse.ok(new WebhooksView(
                        place,
                        found.stream()
                                .map(each -> WebhookFacts.of(each, place, page.now()))
                                .toList(),
                        page.done(DONE))));
    }

    private Future<PageResponse> blank(PageContext page, WebhookPlace place) {
        Webhooks.requireMay(page.caller(), place.organizationId());
        return Future.succeededFuture(PageResponse.ok(form(place, WebhookFormView.fresh())));
    }

    private static WebhookFormView form(WebhookPlace place, FormState state) {
        return new WebhookFormView(place, state, null, UUID.randomUUID().toString(), List.of());
    }

    private Future<PageResponse> create(PageContext page, WebhookPlace place) {
        Idempotency once = FormOnce.of(page);
        return Future.succeededFuture()
                .compose(begun -> {
                    Webhooks.requireMay(page.caller(), place.organizationId());
                    JsonFields fields = WebhookFormView.json(page.form())
                            .text("name")
                            .text("url")
                            .fields();
                    return webhooks.create(page.caller(), page.author(), place.organizationId(), fields, once);
                })
                .map(made -> PageResponse.ok(
                        new WebhookSecretView(WebhookFacts.of(made.webhook(), place, page.now()), made.secret())))
                .recover(failure -> FormOnce.orBefore(failure, () -> webhooks.before(once)
                        .map(id -> PageResponse.seeOther(place.webhook(id) + "?done=before"))))
                .recover(page.form().again(state -> Future.succeededFuture(form(place, state))));
    }

    private Future<Webhook> read(PageContext page, WebhookPlace place) {
        return webhooks.read(page.caller(), place.organizationId(), page.pathUuid("webhookId"));
    }

    private Future<WebhookFormView> edit(PageContext page, WebhookPlace place, FormState typed) {
        return read(page, place).map(webhook -> {
            WebhookFacts facts = WebhookFacts.of(webhook, place, page.now());
            FormState state = typed.isRefused() ? typed : WebhookFormView.of(webhook.attributes());
            return new WebhookFormView(
                    place,
                    OpenedForm.of(state, facts.settings()),
                    facts,
                    webhook.tag(),
                    OpenedForm.changes(typed, facts.settings()));
        });
    }

    private Future<PageResponse> update(PageContext page, WebhookPlace place) {
        UUID id = page.pathUuid("webhookId");
        IfMatch condition = new IfMatch(page.form().text("etag").stream().toList());
        return read(page, place)
                .compose(found -> {
                    JsonFields fields = WebhookFormView.json(page.form())
                            .textOrEmpty("name")
                            .textOrEmpty("url")
                            .flag("enabled")
                            .fields();
                    return webhooks.update(page.caller(), page.author(), place.organizationId(), id, fields, condition);
                })
                .map(changed -> PageResponse.seeOther(place.webhook(id) + "?done=saved"))
                .recover(page.form().again(state -> edit(page, place, state)));
    }

    private Future<WebhookDeletionView> ask(PageContext page, WebhookPlace place, FormState state) {
        return read(page, place)
                .map(webhook -> new WebhookDeletionView(place, WebhookFacts.of(webhook, place, page.now()), state));
    }

    private Future<PageResponse> delete(PageContext page, WebhookPlace place) {
        return Future.succeededFuture()
                .compose(begun -> webhooks.delete(
                        page.caller(), page.author(), place.organizationId(), page.pathUuid("webhookId")))
                .map(deleted -> PageResponse.seeOther(place.path() + "?done=deleted"))
                .recover(page.form().again(state -> ask(page, place, state)));
    }
}
