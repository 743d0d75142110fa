package com.raptorcomply.acceptance.caller;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;

/** A service that answers endpoints of its own, and describes them. */
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

    public JsonObject document(Whole whole) {
        return new Client(url(whole), "").get(document).json();
    }
}
