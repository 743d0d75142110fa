package com.raptorcomply.acceptance.caller;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Whole;
import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.keyservice.KeyService;
import io.vertx.core.json.JsonObject;

/** A service with its own endpoints and their OpenAPI document. */
public enum Service {
    GATEWAY("GATEWAY_URL", "/gateway/openapi.json"),
    KEYSERVICE("KEYSERVICE_URL", "/openapi.json"),
    RESOURCES("RESOURCES_URL", "/openapi.json");

    private final String variable;
    private final String document;

    Service(String variable, String document) {
        this.variable = variable;
        this.document = document;
    }

    public String url(Whole whole) {
        return whole.value(variable);
    }

    /**
     * Returns the document of all endpoints. For the key service it comes from the source, because the key service
     * serves no document of its endpoints for gateways.
     */
    public JsonObject document(Whole whole) {
        return this == KEYSERVICE
                ? OpenApiDocument.read(KeyService.class, "/openapi/keyservice/root.yaml")
                        .json()
                : new Client(url(whole), "").get(document).json();
    }
}
