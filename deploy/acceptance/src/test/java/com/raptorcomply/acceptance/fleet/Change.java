package com.raptorcomply.acceptance.fleet;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A change that takes rights away, made once.
 *
 * @param keys the indexes, in the stock, of the keys that lose rights
 */
record Change(Kind kind, String path, List<Integer> keys) {
    /** The permission that a narrowed key loses. */
    static final String LOST = "facilities:read";

    static final String KEPT = "cyber-assets:read";

    enum Kind {
        KEY("DELETE", ""),
        SECRET("DELETE", ""),
        PERMISSIONS("PATCH", "{\"permissions\":[\"" + KEPT + "\"]}"),
        USER("PATCH", "{\"status\":\"disabled\"}"),
        ORGANIZATION("PATCH", "{\"status\":\"suspended\"}");

        private final String method;
        private final String body;

        Kind(String method, String body) {
            this.method = method;
            this.body = body;
        }

        /** Returns true if the response is the receipt itself; a repeated change returns the first one's receipt. */
        boolean answersReceipt() {
            return method.equals("DELETE");
        }
    }

    String method() {
        return kind.method;
    }

    String body() {
        return kind.body;
    }

    static JsonObject narrowable() {
        return new JsonObject().put("permissions", new io.vertx.core.json.JsonArray(List.of(LOST, KEPT)));
    }
}
