package com.raptorcomply.keyservice.http;

import com.raptorcomply.chassis.openapi.Audience;
import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.chassis.openapi.RenderedOnce;
import com.raptorcomply.chassis.openapi.ServedDocument;
import com.raptorcomply.keyservice.http.Endpoint.ForAnybody;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * Serves the OpenAPI document. Through the gateway it shows the operations for keys, at the key service's own port
 * those for users. Documentation tools of any origin may read it (Fetch standard, CORS protocol), because it is public
 * and needs no credential.
 */
final class OpenApiEndpoint {
    private OpenApiEndpoint() {}

    /** Returns the endpoints by operationId. */
    static Map<String, Endpoint> endpoints(OpenApiDocument document) {
        ServedDocument keys = document.served(Audience.KEYS);
        ServedDocument users = document.served(Audience.PEOPLE);
        return Map.of(
                "describeKeyService", json(keys),
                "describeKeyServiceAsYaml", yaml(keys),
                "describeKeyServiceToPeople", json(users),
                "describeKeyServiceToPeopleAsYaml", yaml(users));
    }

    private static Endpoint json(ServedDocument document) {
        ApiResponse response = response("application/json", document.json().toBuffer());
        return (ForAnybody) context -> Future.succeededFuture(response);
    }

    private static Endpoint yaml(ServedDocument document) {
        RenderedOnce<ApiResponse> response = new RenderedOnce<>(() -> response("application/yaml", document.yaml()));
        return (ForAnybody) context -> response.get();
    }

    private static ApiResponse response(String type, Buffer body) {
        return new ApiResponse(200, body, null, Map.of("Content-Type", type, "Access-Control-Allow-Origin", "*"));
    }
}
