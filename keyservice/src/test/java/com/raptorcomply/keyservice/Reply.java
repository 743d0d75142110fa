package com.raptorcomply.keyservice;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;

/** The key service's response. */
public record Reply(int status, HttpHeaders headers, String body) {
    public JsonObject object() {
        return new JsonObject(body);
    }

    public JsonArray array() {
        return new JsonArray(body);
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
