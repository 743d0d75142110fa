package com.raptorcomply.keyservice.notice;

import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.NextPageLink;
import com.raptorcomply.keyservice.http.PageCursor;
import com.raptorcomply.keyservice.http.QueryParams;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Serves {@code GET /organizations/{id}/alerts}. */
public final class AlertEndpoint {
    private final AlertReading reading;

    public AlertEndpoint(AlertReading reading) {
        this.reading = reading;
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of("listAlerts", (Endpoint.ForCaller) this::list);
    }

    private Future<ApiResponse> list(Principal caller, RoutingContext context) {
        UUID organizationId = QueryParams.pathUuid(context, "id");
        AlertFilter filter = AlertFilter.read(new QueryParams(context));
        return reading.list(caller, organizationId, filter)
                .map(found -> NextPageLink.of(
                        context,
                        "/organizations/" + organizationId + "/alerts",
                        found,
                        filter.limit(),
                        alert -> alert,
                        alert -> new PageCursor(
                                Instant.parse(alert.getString("at")), UUID.fromString(alert.getString("id")))));
    }
}
