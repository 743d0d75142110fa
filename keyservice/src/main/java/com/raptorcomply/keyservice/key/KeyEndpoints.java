package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.NextPageLink;
import com.raptorcomply.keyservice.http.QueryParams;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Serves the endpoints that list and show keys. */
public final class KeyEndpoints {
    static final int BODY_BYTES_MAX = 64 * 1024;

    private final KeyReading reading;
    private final KeySummary summary;
    private final InstantSource clock;

    public KeyEndpoints(KeyReading reading, KeySummary summary, InstantSource clock) {
        this.reading = reading;
        this.summary = summary;
        this.clock = clock;
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of(
                "listApiKeys", (Endpoint.ForCaller) this::list,
                "summarizeApiKeys", (Endpoint.ForCaller) this::summarize,
                "readApiKey", (Endpoint.ForCaller) this::read,
                "readOwnApiKey", (Endpoint.ForCaller) this::readOwn,
                "listPermissions", (Endpoint.ForCaller) KeyEndpoints::permissions);
    }

    private Future<ApiResponse> list(Principal caller, RoutingContext context) {
        KeyFilter filter = KeyFilter.read(new QueryParams(context));
        return reading.list(caller, filter).map(found -> {
            Instant now = clock.instant();
            return NextPageLink.of(
                    context,
                    "/api-keys",
                    found,
                    filter.limit(),
                    listed -> KeyJson.row(listed.key(), listed.live(), now),
                    listed -> filter.order().cursor(listed.key()));
        });
    }

    private Future<ApiResponse> summarize(Principal caller, RoutingContext context) {
        return summary.read(caller, new QueryParams(context).uuid("organizationId"))
                .map(ApiResponse::ok);
    }

    /** Evaluates no {@code If-None-Match}, because a key that was used since has the same tag and another body. */
    private Future<ApiResponse> read(Principal caller, RoutingContext context) {
        IfMatch condition = IfMatch.of(context.request());
        return reading.read(caller, QueryParams.pathUuid(context, "id")).map(shown -> {
            condition.require(shown.etag());
            return ApiResponse.ok(KeyJson.detail(shown.key(), shown.secrets(), shown.restrictions(), clock.instant())
                            .put("usage", shown.usage()))
                    .with(ApiResponse.ETAG, shown.etag());
        });
    }

    private Future<ApiResponse> readOwn(Principal caller, RoutingContext context) {
        return reading.readOwn(caller, clock.instant()).map(ApiResponse::ok);
    }

    private static Future<ApiResponse> permissions(Principal caller, RoutingContext context) {
        JsonArray table = new JsonArray();
        Permissions.table()
                .forEach(each ->
                        table.add(new JsonObject().put("name", each.name()).put("meaning", each.meaning())));
        return Future.succeededFuture(ApiResponse.ok(table));
    }

    /** Reads the body of a key request, within its size limit. */
    static Future<JsonObject> body(RoutingContext context) {
        return JsonBody.read(context.request(), BODY_BYTES_MAX);
    }

    /** Reads the body like {@link #body}; a missing body counts as an empty object. */
    static Future<JsonObject> optionalBody(RoutingContext context) {
        MultiMap headers = context.request().headers();
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        boolean none = !headers.contains(HttpHeaders.TRANSFER_ENCODING) && (length == null || length.equals("0"));
        return none ? Future.succeededFuture(new JsonObject()) : body(context);
    }
}
