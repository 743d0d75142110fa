package com.raptorcomply.resources.resource;

import com.raptorcomply.chassis.http.OpenApiFile;
import com.raptorcomply.chassis.problem.QueryParameters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The OpenAPI 3.1 document of this service.
 *
 * @param yaml its text as it is served
 * @param json the same as JSON
 */
public record ApiDocument(Buffer yaml, JsonObject json) {
    private static final String RESOURCE = "/openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /**
     * One operation of the document.
     *
     * @param path with parameters in braces
     * @param permission {@code x-permission}: what a caller needs, or {@code none} if no caller is asked for
     * @param parameters that its query may have
     */
    public record Operation(String id, HttpMethod method, String path, String permission, QueryParameters parameters) {
        /** Whether anybody may call it, without a stamp. */
        public boolean isPublic() {
            return permission.equals("none");
        }
    }

    /** Reads the document off the event loop. */
    public static Future<ApiDocument> load(Vertx vertx) {
        return vertx.executeBlocking(ApiDocument::read);
    }

    /** The operations in the order of the document. */
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        JsonObject paths = json.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            item.fieldNames().stream()
                    .filter(METHODS::contains)
                    .forEach(method -> operations.add(operation(path, method, item)));
        }
        return operations;
    }

    private Operation operation(String path, String method, JsonObject item) {
        JsonObject operation = item.getJsonObject(method);
        String id = operation.getString("operationId");
        String permission = operation.getString("x-permission");
        if (id == null || permission == null) {
            throw new IllegalArgumentException(method + " " + path + " has no operationId or no x-permission");
        }
        return new Operation(
                id,
                HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
                path,
                permission,
                QueryParameters.of(json, item, operation));
    }

    private static ApiDocument read() {
        OpenApiFile file = OpenApiFile.read(ApiDocument.class, RESOURCE);
        return new ApiDocument(file.yaml(), file.json());
    }
}
