package com.raptorcomply.keyservice.webhook;

import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.NextPageLink;
import com.raptorcomply.keyservice.http.PageCursor;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Serves the endpoints of webhooks: {@code /organizations/{id}/webhooks}. */
public final class WebhookEndpoints {
    private static final int BODY_BYTES_MAX = 64 * 1024;

    private final Pool pool;
    private final Webhooks webhooks;

    WebhookEndpoints(Pool pool, Webhooks webhooks) {
        this.pool = pool;
        this.webhooks = webhooks;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of(
                "listWebhooks", (Endpoint.ForCaller) this::list,
                "createWebhook", (Endpoint.ForCaller) this::create,
                "readWebhook", (Endpoint.ForCaller) this::read,
                "updateWebhook", (Endpoint.ForCaller) this::update,
                "deleteWebhook", (Endpoint.ForCaller) this::delete,
                "testWebhook", (Endpoint.ForCaller) this::test,
                "listWebhookDeliveries", (Endpoint.ForCaller) this::deliveries);
    }

    private Future<ApiResponse> list(Principal caller, RoutingContext context) {
        return webhooks.list(caller, organization(context))
                .map(found -> ApiResponse.ok(
                        new JsonArray(found.stream().map(Webhook::toJson).toList())));
    }

    private Future<ApiResponse> create(Principal caller, RoutingContext context) {
        UUID organizationId = organization(context);
        Webhooks.requireMay(caller, organizationId);
        return JsonBody.read(context.request(), BODY_BYTES_MAX).compose(body -> {
            Idempotency idempotency = Idempotency.of(caller, context.request(), body);
            return idempotency.orReplayed(
                    pool,
                    201,
                    webhooks.create(
                                    caller,
                                    ActivityContext.of(caller, context),
                                    organizationId,
                                    new JsonFields(body),
                                    idempotency)
                            .map(WebhookEndpoints::created));
        });
    }

    private static ApiResponse created(Webhooks.Created created) {
        Webhook webhook = created.webhook();
        return ApiResponse.created(webhook.path(), webhook.toJson().put("secret", created.secret()))
                .with(ApiResponse.ETAG, webhook.tag());
    }

    private Future<ApiResponse> read(Principal caller, RoutingContext context) {
        return webhooks.read(caller, organization(context), webhook(context))
                .map(webhook -> ApiResponse.tagged(context.request(), webhook.tag(), webhook.toJson()));
    }

    private Future<ApiResponse> update(Principal caller, RoutingContext context) {
        UUID organizationId = organization(context);
        UUID id = webhook(context);
        Webhooks.requireMay(caller, organizationId);
        IfMatch condition = IfMatch.of(context.request());
        return JsonBody.readPatch(context.request(), BODY_BYTES_MAX)
                .compose(body -> webhooks.update(
                        caller,
                        ActivityContext.of(caller, context),
                        organizationId,
                        id,
                        new JsonFields(body),
                        condition))
                .map(WebhookEndpoints::shown);
    }

    private static ApiResponse shown(Webhook webhook) {
        return ApiResponse.ok(webhook.toJson()).with(ApiResponse.ETAG, webhook.tag());
    }

    private Future<ApiResponse> delete(Principal caller, RoutingContext context) {
        return webhooks.delete(caller, ActivityContext.of(caller, context), organization(context), webhook(context))
                .map(deleted -> ApiResponse.noContent());
    }

    private Future<ApiResponse> test(Principal caller, RoutingContext context) {
        Webhooks.requireMay(caller, organization(context));
        return JsonBody.readNone(context.request())
                .compose(read -> webhooks.test(caller, organization(context), webhook(context)))
                .map(ApiResponse::ok);
    }

    private Future<ApiResponse> deliveries(Principal caller, RoutingContext context) {
        UUID organizationId = organization(context);
        UUID id = webhook(context);
        DeliveryFilter filter = DeliveryFilter.read(new QueryParams(context));
        return webhooks.log(caller, organizationId, id, filter)
                .map(found -> NextPageLink.of(
                        context,
                        "/organizations/" + organizationId + "/webhooks/" + id + "/deliveries",
                        found,
                        filter.limit(),
                        delivery -> delivery,
                        delivery -> new PageCursor(
                                Instant.parse(delivery.getString("createdAt")),
                                UUID.fromString(delivery.getString("id")))));
    }

    private static UUID organization(RoutingContext context) {
        return QueryParams.pathUuid(context, "id");
    }

    private static UUID webhook(RoutingContext context) {
        return QueryParams.pathUuid(context, "webhookId");
    }
}
