package com.raptorcomply.acceptance.access;

import com.raptorcomply.acceptance.caller.Service;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    /** Returns all operations of all services. */
    static List<Endpoint> served(Whole whole) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Service service : Service.values()) {
            JsonObject paths = service.document(whole).getJsonObject("paths");
            for (String path : paths.fieldNames()) {
                JsonObject item = paths.getJsonObject(path);
                item.fieldNames().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> endpoints.add(of(service, path, method, item.getJsonObject(method))));
            }
        }
        return endpoints;
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
