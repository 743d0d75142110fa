package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Completes one operation with what its declaration implies: its error responses, the headers of all responses and the
 * parameters of all requests. The operation and its document may list more statuses as {@code x-errors}.
 */
final class CompletedOperation {
    private static final String ERRORS = "x-errors";
    private static final Set<String> CHANGES = Set.of("post", "put", "patch", "delete");
    private static final Set<String> FROM_GATEWAY_ONLY = Set.of("502", "504");

    private final JsonObject document;
    private final Audience audience;
    private final String path;
    private final String method;
    private final JsonObject operation;
    private final boolean open;

    /**
     * Takes the operation with this path and method.
     *
     * @param path the template
     */
    CompletedOperation(JsonObject document, Audience audience, String path, String method) {
        this.document = document;
        this.audience = audience;
        this.path = path;
        this.method = method;
        this.operation = document.getJsonObject("paths").getJsonObject(path).getJsonObject(method);
        this.open = operation.getJsonArray("security", new JsonArray().add("")).isEmpty();
    }

    /** Completes the operation in place. */
    void complete(JsonObject examples) {
        JsonObject responses = operation.getJsonObject("responses");
        NavigableSet<String> errors = errors();
        for (String status : errors) {
            if (!responses.containsKey(status)) {
                responses.put(status, ErrorResponses.reference(examples, status));
            }
        }
        responses.put("default", References.to("responses", "Error"));
        addParameters();
        String permission = operation.getString("x-permission", "none");
        if (!permission.equals("none")) {
            operation.put(
                    "description",
                    (operation.getString("description", "") + " Needs the permission `" + permission + "`.").strip());
        }
        List.of(ERRORS, "x-audience", "x-other-parameters").forEach(operation::remove);
    }

    private NavigableSet<String> errors() {
        NavigableSet<String> errors = new TreeSet<>(Set.of("400", "429", "500", "503"));
        if (!open) {
            errors.addAll(Set.of("401", "403"));
        }
        if (path.contains("{")) {
            errors.add("404");
        }
        if (!open && CHANGES.contains(method)) {
            errors.add("409");
        }
        // An action without a body refuses one.
        if (operation.containsKey("requestBody") || method.equals("post")) {
            errors.addAll(Set.of("408", "413", "415", "422"));
        }
        if (hasParameter("If-Match")) {
            errors.add("412");
        }
        Stream.concat(ErrorResponses.listed(document, ERRORS), ErrorResponses.listed(operation, ERRORS))
                .forEach(errors::add);
        if (audience != Audience.KEYS) {
            errors.removeAll(FROM_GATEWAY_ONLY);
        }
        return errors;
    }

    private boolean hasParameter(String name) {
        References references = new References(document);
        return operation.getJsonArray("parameters", new JsonArray()).stream()
                .anyMatch(
                        each -> name.equals(references.follow((JsonObject) each).getString("name")));
    }

    private void addParameters() {
        if (open) {
            return;
        }
        JsonArray parameters = operation.getJsonArray("parameters", new JsonArray());
        if (audience == Audience.KEYS) {
            parameters.add(References.to("parameters", "ActAsUser"));
        } else if (audience == Audience.PEOPLE && CHANGES.contains(method)) {
            parameters.add(References.to("parameters", "CsrfToken"));
        }
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
    }
}
