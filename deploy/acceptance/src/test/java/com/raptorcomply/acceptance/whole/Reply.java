package com.raptorcomply.acceptance.whole;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Optional;

/** The response to one request. */
public record Reply(HttpResponse<String> response) {

    public int status() {
        return response.statusCode();
    }

    public String body() {
        return response.body();
    }

    public JsonObject json() {
        return new JsonObject(body());
    }

    public JsonArray array() {
        return new JsonArray(body());
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** Returns the error body without the request's id, which differs each time. */
    public JsonObject errorWithoutRequestId() {
        JsonObject error = json();
        error.remove("requestId");
        return error;
    }

    @Override
    public String toString() {
        return status() + " " + body();
    }
}
