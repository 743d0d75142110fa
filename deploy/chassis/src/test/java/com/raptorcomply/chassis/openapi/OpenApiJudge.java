package com.raptorcomply.chassis.openapi;

import com.raptorcomply.chassis.openapi.JudgedDocument.Operation;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges the exchanges of tests by a service's OpenAPI documents, with a JSON Schema validator that shares no code with the
 * services. The operation must list the response's status, media type and headers, and its schema must describe every member
 * of the body. Requests that succeed are judged as well: their query, media type and body. Any thread.
 */
public final class OpenApiJudge {
    /** The statuses that any request may get, as the description of every document says. */
    private static final Set<Integer> OF_ANY_REQUEST = Set.of(405, 408, 414, 417, 431, 501, 505);

    /** The fields that HTTP itself defines for any response. */
    private static final Set<String> OF_ANY_RESPONSE = Set.of(
            // Of a PATCH, beside Allow (RFC 5789 section 3.1).
            "accept-patch",
            "allow",
            "cache-control",
            "connection",
            "content-length",
            "content-type",
            "date",
            "transfer-encoding",
            "vary",
            // For the gateway, which removes it.
            Problem.PERMISSION_HEADER.toLowerCase(Locale.ROOT));

    /** Each line is a record of the array in JSON. */
    private static final String LINES = "application/x-ndjson";

    /** The range of all media types, of which no body is judged. */
    private static final String ANY = "*/*";

    private final List<JudgedDocument> documents;
    private final List<String> others;

    private OpenApiJudge(List<JudgedDocument> documents, List<String> others) {
        this.documents = documents;
        this.others = others;
    }

    /**
     * Creates a judge of a service.
     *
     * @param audiences the readers of its documents; if several documents have an operation, the first one counts
     * @param others the beginnings of paths that are no part of the API, such as {@code /admin/}
     */
    public static OpenApiJudge of(OpenApiDocument declared, List<Audience> audiences, String... others) {
        return new OpenApiJudge(
                audiences.stream()
                        .map(audience ->
                                new JudgedDocument(declared.served(audience).json()))
                        .toList(),
                List.of(others));
    }

    /** Returns what the documents do not say about the exchange. */
    List<String> faults(Exchange exchange) {
        String path = exchange.uri().getRawPath();
        if (others.stream().anyMatch(path::startsWith) || exchange.method().equals("OPTIONS")) {
            // No document lists OPTIONS, which tells the methods of any path (RFC 9110 section 9.3.7).
            return List.of();
        }
        String method = exchange.isHead() ? "GET" : exchange.method();
        Operation operation = documents.stream()
                .flatMap(document -> document.operation(method, path).stream())
                .min(Comparator.comparing(Operation::template))
                .orElse(null);
        if (operation != null) {
            return faults(operation, exchange);
        }
        if (exchange.status() < 400) {
            return List.of("no document has this operation");
        }
        return ofResponse(documents.get(0), documents.get(0).anyError(), exchange);
    }

    private static List<String> faults(Operation operation, Exchange exchange) {
        JudgedDocument document = operation.document();
        JsonObject response = document.response(operation, exchange.status());
        if (response == null && OF_ANY_REQUEST.contains(exchange.status())) {
            response = document.anyError();
        }
        if (response == null) {
            return List.of("the operation does not list this status");
        }
        List<String> faults = new ArrayList<>(ofResponse(document, response, exchange));
        if (exchange.status() < 400) {
            faults.addAll(ofRequest(operation, response, exchange));
        }
        return faults;
    }

    private static List<String> ofResponse(JudgedDocument document, JsonObject response, Exchange exchange) {
        List<String> faults = new ArrayList<>();
        Set<String> headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        headers.addAll(OF_ANY_RESPONSE);
        headers.addAll(response.getJsonObject("headers", new JsonObject()).fieldNames());
        exchange.headers().keySet().stream()
                .filter(name -> !headers.contains(name))
                .forEach(name -> faults.add("the response does not list the header " + name));
        JsonObject content = response.getJsonObject("content");
        if (exchange.isHead()) {
            return faults;
        }
        List<String> ofBody = ofBody(document, content, exchange.responseType(), exchange.body(), "response");
        faults.addAll(selectsMembers(exchange) ? withoutMissing(ofBody) : ofBody);
        return faults;
    }

    /** Returns true if the request names the members of the records that it wants. */
    private static boolean selectsMembers(Exchange exchange) {
        return exchange.status() < 400
                && parameters(exchange.uri().getRawQuery())
                        .anyMatch(parameter -> parameter.getKey().equals("fields"));
    }

    /**
     * Returns the faults of the members that are there. If one is missing, its part of an allOf fails, and then all other
     * members of that part count as not evaluated (JSON Schema 2020-12, section 11.3).
     */
    private static List<String> withoutMissing(List<String> faults) {
        return faults.stream()
                .filter(fault -> !fault.contains(": required property ") && !fault.contains("' is not evaluated"))
                .toList();
    }

    /** A request may repeat the members that the response's schema calls read-only, so that a client can send back what it got. */
    private static List<String> ofRequest(Operation operation, JsonObject response, Exchange exchange) {
        JudgedDocument document = operation.document();
        List<String> faults = new ArrayList<>();
        JsonObject body = document.requestBody(operation);
        if (body == null
                || body.getBoolean("required", false)
                || !exchange.requestBody().isEmpty()) {
            JsonObject content = body == null ? null : body.getJsonObject("content");
            faults.addAll(ofBody(
                    document,
                    content,
                    exchange.requestType(),
                    document.withoutReadOnly(response, exchange.requestBody()),
                    "request"));
        }
        parameters(exchange.uri().getRawQuery()).forEach(parameter -> {
            JsonObject schema = operation.query().get(parameter.getKey());
            if (schema != null) {
                document.faultsOfParameter(schema, parameter.getValue())
                        .forEach(fault -> faults.add("parameter " + parameter.getKey() + " " + fault));
            } else if (!operation.openQuery()) {
                faults.add("the operation does not list the parameter " + parameter.getKey());
            }
        });
        return faults;
    }

    private static List<String> ofBody(
            JudgedDocument document, @Nullable JsonObject content, String type, String body, String side) {
        if (content == null) {
            return body.isEmpty() ? List.of() : List.of("the " + side + " has a body");
        }
        JsonObject declared = content.getJsonObject(type.toLowerCase(Locale.ROOT));
        if (declared == null && content.containsKey(ANY)) {
            return List.of();
        }
        if (declared == null) {
            return List.of("the " + side + " has another media type than " + content.fieldNames() + ": " + type);
        }
        if (type.equals(LINES)) {
            JsonObject same = content.getJsonObject("application/json");
            if (same == null) {
                return List.of();
            }
            JsonObject record = same.getJsonObject("schema").getJsonObject("items");
            return body.lines()
                    .flatMap(line -> document.faults(record, line).stream())
                    .map(fault -> side + " " + fault)
                    .toList();
        }
        JsonObject schema = declared.getJsonObject("schema");
        if (schema == null || !type.endsWith("json")) {
            return List.of();
        }
        return document.faults(schema, body).stream()
                .map(fault -> side + " " + fault)
                .toList();
    }

    private static Stream<Map.Entry<String, String>> parameters(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return Stream.of();
        }
        return Arrays.stream(query.split("&", -1)).map(pair -> {
            String[] parts = pair.split("=", 2);
            return Map.entry(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
        });
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
