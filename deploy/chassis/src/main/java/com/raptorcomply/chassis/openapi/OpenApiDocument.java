package com.raptorcomply.chassis.openapi;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A service's OpenAPI document, as it lies in the class path.
 *
 * @param yaml its text
 * @param json the same as JSON
 */
public record OpenApiDocument(Buffer yaml, JsonObject json) {
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");

    /**
     * One operation.
     *
     * @param path a template such as {@code /api-keys/{id}}
     * @param parameters that its query may have
     * @param json as the document has it
     */
    public record Operation(String id, HttpMethod method, String path, QueryParameters parameters, JsonObject json) {
        /** The path as a router has it, {@code /api-keys/:id}. */
        public String routePath() {
            return path.replaceAll("\\{([^}]+)}", ":$1");
        }
    }

    /**
     * Blocks.
     *
     * @param resource absolute
     * @throws IllegalStateException if it is not there
     */
    public static OpenApiDocument read(Class<?> service, String resource) {
        try (InputStream stream = service.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("No " + resource + " in the class path");
            }
            Buffer text = Buffer.buffer(stream.readAllBytes());
            Map<String, Object> tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text.toString());
            return new OpenApiDocument(text, new JsonObject(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Its operations; literal paths before templates that would match them, too.
     *
     * @throws IllegalStateException if one has no id
     */
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        JsonObject paths = json.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            item.fieldNames().stream()
                    .filter(METHODS::contains)
                    .forEach(method -> operations.add(operation(path, method, item)));
        }
        // A brace sorts behind every letter.
        operations.sort(Comparator.comparing(Operation::path));
        return operations;
    }

    private Operation operation(String path, String method, JsonObject item) {
        JsonObject operation = item.getJsonObject(method);
        String id = operation.getString("operationId");
        if (id == null) {
            throw new IllegalStateException(method + " " + path + " has no operationId");
        }
        QueryParameters parameters = QueryParameters.of(json, item, operation);
        return new Operation(id, HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path, parameters, operation);
    }
}
