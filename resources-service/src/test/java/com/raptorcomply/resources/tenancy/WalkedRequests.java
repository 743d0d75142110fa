package com.raptorcomply.resources.tenancy;

import com.raptorcomply.chassis.openapi.OpenApiDocument.Operation;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes random requests to the operations of a document, from its parameters and the examples of its bodies. */
public final class WalkedRequests {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z]+)}");
    private static final List<String> TYPES = List.of("cyber_asset", "cyber_system", "facility", "physical_area");
    private static final int TRIES = 4;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonObject document;
    private final Random random;

    /** @param document as it is served */
    public WalkedRequests(JsonObject document, Random random) {
        this.document = document;
        this.random = random;
    }

    /**
     * A request with its response.
     *
     * @param line method, target and body of the request
     * @param received header and body of the response
     */
    public record Sent(String line, int status, String received) {
        /** Returns the status and what was received, without ids and what else differs from request to request. */
        String withoutIds() {
            return status
                    + ID.matcher(received).replaceAll("id").replaceAll("(?m)^(content-length|date|etag): .*$", "");
        }
    }

    /** Sends the example of each creation, with ids of the caller's own records, and adds the ids that it gets. */
    public void createEach(Caller caller, List<UUID> ids) {
        document.getJsonObject("paths").forEach(item -> {
            JsonObject post = ((JsonObject) item.getValue()).getJsonObject("post");
            JsonObject body = post == null || item.getKey().contains("{") ? null : example(post);
            for (int i = 0; body != null && i < TRIES; i++) {
                Caller.Answer created = caller.post(item.getKey(), (JsonObject) withIds(body, List.copyOf(ids)));
                if (created.status() == 201
                        && created.body().startsWith("{")
                        && created.object().containsKey("id")) {
                    ids.add(UUID.fromString(created.object().getString("id")));
                    break;
                }
            }
        });
    }

    /** Sends one request with random parameters. */
    public Sent send(Caller caller, Operation operation, List<UUID> ids, List<String> words)
            throws IOException, InterruptedException {
        JsonObject served = document.getJsonObject("paths")
                .getJsonObject(operation.path())
                .getJsonObject(operation.method().name().toLowerCase(Locale.ROOT));
        JsonObject example = example(served);
        String body = example == null ? "" : ((JsonObject) withIds(example, ids)).encode();
        List<String> query = new ArrayList<>();
        operation.parameters().schemas().forEach((name, schema) -> {
            if (!name.equals("wait") && !name.equals("cursor") && random.nextInt(4) == 0) {
                query.add(name + "=" + URLEncoder.encode(value(schema, ids, words), StandardCharsets.UTF_8));
            }
        });
        return exchange(
                caller,
                operation.method(),
                path(operation, any(ids)) + (query.isEmpty() ? "" : "?" + String.join("&", query)),
                body);
    }

    /** Reads the record with this id. */
    Sent read(Caller caller, Operation operation, UUID id) throws IOException, InterruptedException {
        return exchange(
                caller,
                operation.method(),
                path(operation, id).replaceAll("by-resource-type/[a-z_]+", "by-resource-type/cyber_asset"),
                "");
    }

    private Sent exchange(Caller caller, HttpMethod method, String target, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(caller.url() + target))
                .method(method.name(), body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header(Stamp.HEADER, caller.stamp())
                .header("Content-Type", "application/json")
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        StringBuilder received = new StringBuilder();
        response.headers().map().forEach((name, values) -> received.append(name)
                .append(": ")
                .append(String.join(", ", values))
                .append('\n'));
        return new Sent(
                method + " " + target + " " + body,
                response.statusCode(),
                received.append(response.body()).toString());
    }

    private String path(Operation operation, UUID id) {
        return VARIABLE.matcher(operation.path()).replaceAll(variable -> switch (variable.group(1)) {
            case "type" -> any(TYPES);
            case "dueDate" -> "2026-03-31";
            case "n" -> "1";
            default -> id.toString();
        });
    }

    private String value(JsonObject schema, List<UUID> ids, List<String> words) {
        JsonObject type = resolved(schema);
        if (type.containsKey("items")) {
            type = resolved(type.getJsonObject("items"));
        }
        if (type.containsKey("enum")) {
            return type.getJsonArray("enum")
                    .getString(random.nextInt(type.getJsonArray("enum").size()));
        }
        return switch (type.getString("format", String.valueOf(type.getValue("type")))) {
            case "uuid" -> any(ids).toString();
            case "boolean" -> "" + random.nextBoolean();
            case "integer" -> "" + (1 + random.nextInt(3));
            case "date" -> "2026-01-01";
            case "date-time" -> "2020-01-01T00:00:00Z";
            default -> random.nextBoolean() ? any(words) : any(ids).toString();
        };
    }

    /** Returns an example of an operation's body in JSON; null without one. */
    private @Nullable JsonObject example(JsonObject operation) {
        JsonObject content = operation
                .getJsonObject("requestBody", new JsonObject())
                .getJsonObject("content", new JsonObject())
                .getJsonObject("application/json");
        if (content == null) {
            return null;
        }
        JsonObject examples = content.getJsonObject("examples", new JsonObject());
        return examples.fieldNames().stream()
                .map(name -> resolved(examples.getJsonObject(name)).getJsonObject("value"))
                .findFirst()
                .orElse(null);
    }

    /** Returns the same JSON with random ones of these ids in place of its ids. */
    private Object withIds(Object json, List<UUID> ids) {
        if (json instanceof JsonObject object) {
            JsonObject copy = new JsonObject();
            object.forEach(member ->
                    copy.put(member.getKey(), member.getValue() == null ? null : withIds(member.getValue(), ids)));
            return copy;
        }
        if (json instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(item -> copy.add(item == null ? null : withIds(item, ids)));
            return copy;
        }
        return json instanceof String text && ID.matcher(text).matches() ? any(ids).toString() : json;
    }

    private JsonObject resolved(JsonObject schema) {
        String reference = schema.getString("$ref");
        if (reference == null) {
            return schema;
        }
        JsonObject at = document;
        for (String name : reference.substring(2).split("/", -1)) {
            at = at.getJsonObject(name);
        }
        return resolved(at);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
