package com.raptorcomply.keyservice.activity;

import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.NextPageLink;
import com.raptorcomply.keyservice.http.QueryParams;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** Serves {@code GET /activity}: the log of one organization, newest first. */
public final class ActivityEndpoints {
    private final ActivityReading reading;

    public ActivityEndpoints(ActivityReading reading) {
        this.reading = reading;
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of("listActivity", (Endpoint.ForCaller) this::list);
    }

    private Future<ApiResponse> list(Principal caller, RoutingContext context) {
        ActivityFilter filter = ActivityFilter.read(new QueryParams(context));
        return reading.list(caller, filter).map(found -> page(context, found, filter.limit()));
    }

    private static ApiResponse page(RoutingContext context, List<JsonObject> found, int limit) {
        ApiResponse page =
                ApiResponse.ok(new JsonArray(found.stream().limit(limit).toList()));
        return found.size() <= limit
                ? page
                : NextPageLink.link(page, "/activity", context, ActivityFilter.position(found.get(limit - 1)));
    }
}
