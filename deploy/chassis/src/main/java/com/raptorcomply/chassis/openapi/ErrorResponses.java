package com.raptorcomply.chassis.openapi;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the response of each error status from the catalogue of codes and an example. */
final class ErrorResponses {
    private static final String REQUEST_ID = "5f8f3a52-6c0e-4a57-9d7c-0a4f1c7d2b11";
    private static final String JSON = "application/json";
    private static final String PROBLEM_JSON = "application/problem+json";

    private static final Map<String, Map<String, String>> HEADERS = Map.of(
            "401", Map.of("WWW-Authenticate", "Challenge"),
            "415",
                    Map.of(
                            "Accept",
                            "AcceptedTypes",
                            "Accept-Encoding",
                            "AcceptedCodings",
                            "Accept-Patch",
                            "AcceptedPatches"),
            "429", Map.of("Retry-After", "RetryAfter"),
            "503", Map.of("Retry-After", "RetryAfter"));

    private ErrorResponses() {}

    /** Adds one response per status to the components, and {@code Error} for statuses that no operation declares. */
    static void addTo(JsonObject components, JsonObject examples) {
        JsonObject responses = components.getJsonObject("responses", new JsonObject());
        components.put("responses", responses);
        for (String status : examples.fieldNames()) {
            Problem example = problem(examples.getJsonObject(status));
            JsonObject headers = new JsonObject();
            // In order, because that of Map.of differs from process to process, and replicas must serve the same
            // document.
            new TreeMap<>(HEADERS.getOrDefault(status, Map.of()))
                    .forEach((name, component) -> headers.put(name, References.to("headers", component)));
            responses.put(name(example), response(description(example), example).put("headers", headers));
        }
        responses.put("Error", response("Any other refusal or failure.", null).put("headers", new JsonObject()));
    }

    /** Returns a reference to the response of a status. */
    static JsonObject reference(JsonObject examples, String status) {
        JsonObject example = examples.getJsonObject(status);
        if (example == null) {
            throw new IllegalStateException("shared.yaml has no example of an error " + status);
        }
        return References.to("responses", name(problem(example)));
    }

    private static Problem problem(JsonObject example) {
        ErrorCode code = ErrorCode.valueOf(example.getString("code").toUpperCase(Locale.ROOT));
        String permission = example.getString("permission");
        Problem problem = permission == null
                ? Problem.of(code, example.getString("message"))
                : Problem.permissionMissing(permission);
        String field = example.getString("field");
        return field == null ? problem : problem.withField(field);
    }

    /** Returns {@code NotFound} for {@code Not Found}, for example. */
    private static String name(Problem problem) {
        return problem.error().replaceAll("[^A-Za-z]", "");
    }

    private static String description(Problem problem) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.status() == problem.status())
                .map(code -> "- `" + code.label() + "`: " + code.cause())
                .collect(Collectors.joining("\n", problem.error() + ". Its codes:\n\n", ""));
    }

    private static JsonObject response(String description, @Nullable Problem example) {
        return new JsonObject()
                .put("description", description)
                .put(
                        "content",
                        new JsonObject()
                                .put(JSON, content("Problem", JSON, example))
                                .put(PROBLEM_JSON, content("ProblemDetails", PROBLEM_JSON, example)));
    }

    private static JsonObject content(String schema, String accept, @Nullable Problem example) {
        JsonObject content = new JsonObject().put("schema", References.to("schemas", schema));
        return example == null ? content : content.put("example", new JsonObject(example.body(accept, REQUEST_ID)));
    }

    /** Returns the statuses in an extension's array. */
    static Stream<String> listed(JsonObject owner, String extension) {
        return owner.getJsonArray(extension, new JsonArray()).stream().map(String::valueOf);
    }
}
