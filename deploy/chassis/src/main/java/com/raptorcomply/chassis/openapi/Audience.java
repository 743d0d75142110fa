package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The readers that a document is served to. An operation belongs to those whose security scheme it lists, and an open one to
 * all readers, or to those alone that its {@code x-audience} names.
 */
public enum Audience {
    /** Programs: they send an API key to the gateway. */
    KEYS("apiKey", "The gateway."),
    /** People: they have a session at the key service's own port. */
    PEOPLE("session", "The key service, for people with a session.");

    private final String scheme;
    private final String server;

    Audience(String scheme, String server) {
        this.scheme = scheme;
        this.server = server;
    }

    /** The security scheme by which they are let in. */
    String scheme() {
        return scheme;
    }

    /** A sentence that says which server they call. */
    String server() {
        return server;
    }

    /** @param security of the operation; empty: it is open */
    boolean mayCall(JsonObject operation, JsonArray security) {
        String only = operation.getString("x-audience");
        if (security.isEmpty()) {
            return only == null || only.equalsIgnoreCase(name());
        }
        return security.stream().anyMatch(alternative -> ((JsonObject) alternative).containsKey(scheme));
    }
}
