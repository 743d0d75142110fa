package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The readers of a document. An operation is for the readers whose security scheme it lists. An open operation is for
 * all readers, or only for those that its {@code x-audience} names.
 */
public enum Audience {
    /** Programs, which send an API key to the gateway. */
    KEYS("apiKey", "The gateway."),
    /** People, who have a session at the key service's own port. */
    PEOPLE("session", "The key service, for users with a session."),
    /** Gateways, which send the credential that they share with the key service. No service serves them a document. */
    GATEWAYS("gatewayCredential", "The key service, for gateways."),
    /** Data services, which send a credential of their own. No service serves them a document. */
    DATA_SERVICES("dataServiceCredential", "The key service, for data services.");

    private final String scheme;
    private final String server;

    Audience(String scheme, String server) {
        this.scheme = scheme;
        this.server = server;
    }

    /** Returns the security scheme that authenticates them. */
    String scheme() {
        return scheme;
    }

    /** Returns a sentence that names their server. */
    String server() {
        return server;
    }

    /**
     * Returns true if this audience may call the operation.
     *
     * @param security of the operation; empty if it is open
     */
    boolean mayCall(JsonObject operation, JsonArray security) {
        String only = operation.getString("x-audience");
        if (security.isEmpty()) {
            return only == null || only.equalsIgnoreCase(name());
        }
        return security.stream().anyMatch(alternative -> ((JsonObject) alternative).containsKey(scheme));
    }
}
