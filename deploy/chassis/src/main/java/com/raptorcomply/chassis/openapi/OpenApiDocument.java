package com.raptorcomply.chassis.openapi;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A service's OpenAPI document: declared in the class path, with the parts that all documents share. Its routes are made from it,
 * and {@link #served} makes what its readers get.
 */
public final class OpenApiDocument {
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");

    private final JsonObject json;
    private final SharedParts shared;

    private OpenApiDocument(JsonObject json, SharedParts shared) {
        this.json = json;
        this.shared = shared;
    }

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
        JsonObject declared = parse(service, resource);
        SharedParts shared = SharedParts.read();
        shared.addTo(declared);
        return new OpenApiDocument(declared, shared);
    }

    /** Blocks; a YAML resource as JSON. */
    static JsonObject parse(Class<?> owner, String resource) {
        try (InputStream stream = owner.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("No " + resource + " in the class path");
            }
            Map<String, Object> tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
            return new JsonObject(tree).copy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds words to the enum of a schema, those of a table in code. */
    public OpenApiDocument withWords(String schema, Collection<String> words) {
        JsonObject choice =
                json.getJsonObject("components").getJsonObject("schemas").getJsonObject(schema);
        JsonArray all = choice.getJsonArray("enum", new JsonArray());
        words.forEach(all::add);
        choice.put("enum", all);
        return this;
    }

    /** As it is declared. */
    public JsonObject json() {
        return json;
    }

    /** As those readers get it. */
    public ServedDocument served(Audience audience) {
        return ServedDocument.of(json, shared, audience);
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
            methods(item).forEach(method -> operations.add(operation(path, method, item)));
        }
        // A brace sorts behind every letter.
        operations.sort(Comparator.comparing(Operation::path));
        return operations;
    }

    /** The methods of a path, in lower case. */
    static List<String> methods(JsonObject item) {
        return item.fieldNames().stream().filter(METHODS::contains).toList();
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
