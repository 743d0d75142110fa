package com.raptorcomply.keyservice.api;

import com.raptorcomply.chassis.http.OpenApiFile;
import com.raptorcomply.chassis.problem.QueryParameters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The OpenAPI 3.1 document: the source of the routes, and served as it is. */
public final class OpenApi {
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");
    private static final String RESOURCE = "/openapi/keyservice.yaml";

    private OpenApi() {}

    /** The document, from the class path. Blocks. */
    public static JsonObject document() {
        return OpenApiFile.read(OpenApi.class, RESOURCE).json();
    }

    /** Its operations; literal paths before templates that would match them, too. */
    static List<Operation> operations(JsonObject document) {
        List<Operation> operations = new ArrayList<>();
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            for (String member : item.fieldNames()) {
                if (METHODS.contains(member)) {
                    JsonObject operation = item.getJsonObject(member);
                    JsonArray security = operation.getJsonArray("security", document.getJsonArray("security"));
                    operations.add(new Operation(
                            operation.getString("operationId"),
                            HttpMethod.valueOf(member.toUpperCase(Locale.ROOT)),
                            path,
                            schemes(security),
                            QueryParameters.of(document, item, operation)));
                }
            }
        }
        // A brace sorts behind every letter.
        operations.sort(Comparator.comparing(Operation::path));
        return operations;
    }

    private static SortedSet<String> schemes(JsonArray security) {
        return security.stream()
                .flatMap(alternative -> ((JsonObject) alternative).fieldNames().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * One operation.
     *
     * @param path a template such as {@code /api-keys/{id}}
     * @param security the schemes of which a caller needs one; none: anybody
     * @param parameters that its query may have
     */
    record Operation(
            String id, HttpMethod method, String path, SortedSet<String> security, QueryParameters parameters) {}
}
