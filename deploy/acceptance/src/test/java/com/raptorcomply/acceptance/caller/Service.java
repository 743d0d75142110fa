package com.raptorcomply.acceptance.caller;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;

/** A service that answers endpoints of its own, and describes them. */
public enum Service {
    KEYSERVICE("KEYSERVICE_URL"),
    RESOURCES("RESOURCES_URL");

    private final String variable;

    Service(String variable) {
        this.variable = variable;
    }

    public String url(Whole whole) {
        return whole.value(variable);
    }

    public JsonObject document(Whole whole) {
        return new Client(url(whole), "").get("/openapi.json").json();
    }
}
