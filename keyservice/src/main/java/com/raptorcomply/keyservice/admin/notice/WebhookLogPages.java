package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.admin.SettingsTabs;
import com.raptorcomply.keyservice.admin.component.FilledQuery;
import com.raptorcomply.keyservice.admin.component.Pager;
import com.raptorcomply.keyservice.http.PageCursor;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.user.OrganizationReading;
import com.raptorcomply.keyservice.webhook.DeliveryFilter;
import com.raptorcomply.keyservice.webhook.Webhooks;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The page of one webhook: its facts, its test, and the log of its deliveries. */
public final class WebhookLogPages implements PageGroup {
    private static final String ROWS = "25";
    private static final String FAILED = "failed";
    private static final Map<String, String> DONE = Map.of(
            "saved",
            "Saved.",
            "before",
            "The form was sent before, and made this webhook. Its secret is not shown again.",
            "delivered",
            "The test has arrived: the receiver has taken it.",
            FAILED,
            "The test has failed. The first row of the log says why.");

    private final Webhooks webhooks;
    private final OrganizationReading organizations;

    public WebhookLogPages(Webhooks webhooks, OrganizationReading organizations) {
        this.webhooks = webhooks;
        this.organizations = organizations;
    }

    @Override
    public void mount(AdminRouter router) {
        for (String path : List.of(SettingsTabs.WEBHOOKS, WebhookPlace.OF_ANY)) {
            router.get(path + "/:webhookId", WebhookPlace.at(organizations, (page, place) -> show(
                            page, place, FormState.empty())
                    .map(PageResponse::ok)));
            router.post(path + "/:webhookId/test", WebhookPlace.at(organizations, this::test));
        }
    }

    private Future<WebhookView> show(PageContext page, WebhookPlace place, FormState test) {
        UUID id = page.pathUuid("webhookId");
        MultiMap query = FilledQuery.of(page.routing().queryParams());
        MultiMap asked = MultiMap.caseInsensitiveMultiMap().addAll(query);
        if (!asked.contains("limit")) {
            asked.add("limit", ROWS);
        }
        QueryParams parameters = new QueryParams(page.routing(), asked);
        DeliveryFilter filter = DeliveryFilter.read(parameters);
        return webhooks.read(page.caller(), place.organizationId(), id)
                .compose(webhook -> webhooks.log(page.caller(), place.organizationId(), id, filter)
                        .map(found -> new WebhookView(
                                place,
                                WebhookFacts.of(webhook, place, page.now()),
                                test,
                                filter.state().orElse(""),
                                found.stream()
                                        .limit(filter.limit())
                                        .map(each -> DeliveryRow.of(each, page.now()))
                                        .toList(),
                                Pager.of(place.webhook(id), query, next(parameters, found, filter.limit())),
                                page.done(DONE),
                                FAILED.equals(page.request().getParam("done")))));
    }

    private static @Nullable String next(QueryParams parameters, List<JsonObject> found, int limit) {
        if (found.size() <= limit) {
            return null;
        }
        JsonObject last = found.get(limit - 1);
        return parameters.seal(
                new PageCursor(Instant.parse(last.getString("createdAt")), UUID.fromString(last.getString("id"))));
    }

    private Future<PageResponse> test(PageContext page, WebhookPlace place) {
        UUID id = page.pathUuid("webhookId");
        return Future.succeededFuture()
                .compose(begun -> webhooks.test(page.caller(), place.organizationId(), id))
                .map(delivery -> PageResponse.seeOther(place.webhook(id) + "?done="
                        + (delivery.getString("state").equals("delivered") ? "delivered" : FAILED)))
                .recover(page.form().again(state -> show(page, place, state)));
    }
}
