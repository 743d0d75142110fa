package com.raptorcomply.keyservice.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an endpoint answers when all went well. Never stored by anybody on the way. */
public record Answer(int status, Buffer body, Map<String, String> headers) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer ok(JsonObject body) {
        return of(200, body);
    }

    public static Answer ok(JsonArray body) {
        return new Answer(200, body.toBuffer(), Map.of());
    }

    public static Answer created(String location, JsonObject body) {
        return of(201, body).with("Location", location);
    }

    public static Answer noContent() {
        return new Answer(204, Buffer.buffer(), Map.of());
    }

    public static Answer of(int status, JsonObject body) {
        return new Answer(status, body.toBuffer(), Map.of());
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, body, more);
    }
}
