package com.raptorcomply.acceptance.access;

import com.raptorcomply.acceptance.caller.Service;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One operation of a served OpenAPI document.
 *
 * @param path a template such as {@code /api-keys/{id}}
 * @param permission required by the document; empty if it names none
 */
record Endpoint(Service service, String method, String path, Optional<String> permission) {
    private static final Set<String> METHODS =
            Set.of("get", "head", "post", "put", "patch", "delete", "options", "trace");

    /**
     * Returns all operations of all services. What two services have is that of the first: keys reach the one that the gateway's
     * route leads to, sessions the key service's.
     */
    static List<Endpoint> served(Whole whole) {
        Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            JsonObject paths = service.document(whole).getJsonObject("paths");
            for (String path : paths.fieldNames()) {
                JsonObject item = paths.getJsonObject(path);
                item.fieldNames().stream()
                        .filter(METHODS::contains)
                        .map(method -> of(service, path, method, item.getJsonObject(method)))
                        .forEach(endpoint -> endpoints.putIfAbsent(endpoint.name(), endpoint));
            }
        }
        return List.copyOf(endpoints.values());
    }

    /** Returns the operation's name in the table. */
    String name() {
        return method + " " + path;
    }

    private static Endpoint of(Service service, String path, String method, JsonObject operation) {
        Optional<String> permission = Optional.ofNullable(operation.getString("x-permission"));
        return new Endpoint(
                service, method.toUpperCase(Locale.ROOT), path, permission.filter(it -> !it.equals("none")));
    }
}
