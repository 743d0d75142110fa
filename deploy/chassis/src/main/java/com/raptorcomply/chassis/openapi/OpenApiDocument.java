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
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Holds a service's OpenAPI document, declared in the class path, with the parts that all documents share. Routes are
 * made from it; {@link #served} makes the document for its readers.
 */
public final class OpenApiDocument {
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");

    private final JsonObject json;
    private final SharedParts shared;
    private final List<DeclaredResource> resources;
    private volatile @Nullable List<Operation> operations;

    private OpenApiDocument(JsonObject json, SharedParts shared, List<DeclaredResource> resources) {
        this.json = json;
        this.shared = shared;
        this.resources = resources;
    }

    /**
     * One operation.
     *
     * @param path a template such as {@code /api-keys/{id}}
     * @param parameters allowed in its query
     * @param json as declared
     */
    public record Operation(String id, HttpMethod method, String path, QueryParameters parameters, JsonObject json) {
        /** Returns true for an action that is wholly said by its path: it has no body that could say more. */
        public boolean isWithoutBody() {
            return method.equals(HttpMethod.POST) && !json.containsKey("requestBody");
        }

        /** Returns the path in a router's syntax, {@code /api-keys/:id}. */
        public String routePath() {
            return path.replaceAll("\\{([^}]+)}", ":$1");
        }
    }

    /**
     * Reads a document, in one file or in a root with fragments, and adds the plain operations of the resources that it
     * declares ({@code x-resource}). Blocks.
     *
     * @param resource absolute path in the class path; of the root if the document has fragments
     * @param fragments absolute paths of more fragments
     * @throws IllegalStateException if a file is missing or faulty, or a part is in two files
     */
    public static OpenApiDocument read(Class<?> service, String resource, String... fragments) {
        JsonObject declared = Fragments.join(service, resource, fragments);
        SharedParts shared = SharedParts.read();
        shared.addTo(declared);
        return new OpenApiDocument(declared, shared, PlainOperations.addTo(declared));
    }

    /**
     * Reads a YAML resource as JSON. Blocks.
     *
     * @throws IllegalStateException if there is no such resource, or a name is in one object twice
     */
    static JsonObject parse(Class<?> owner, String resource) {
        try (InputStream stream = owner.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The class path has no " + resource);
            }
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            Map<String, Object> tree = new Yaml(new SafeConstructor(options)).load(stream);
            return new JsonObject(tree).copy();
        } catch (YAMLException e) {
            throw new IllegalStateException("Cannot read " + resource + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds values from code to the enum of a schema. */
    public OpenApiDocument withWords(String schema, Collection<String> words) {
        JsonObject choice =
                json.getJsonObject("components").getJsonObject("schemas").getJsonObject(schema);
        JsonArray all = choice.getJsonArray("enum", new JsonArray());
        words.forEach(all::add);
        choice.put("enum", all);
        operations = null;
        return this;
    }

    /** Returns the declared document. */
    public JsonObject json() {
        return json;
    }

    /** Returns the resources that paths declare with {@code x-resource}, in order. */
    public List<DeclaredResource> resources() {
        return resources;
    }

    /** Returns the document for these readers. */
    public ServedDocument served(Audience audience) {
        return ServedDocument.of(json, shared, audience);
    }

    /**
     * Returns the operations. Literal paths come before templates that would match them too.
     *
     * @throws IllegalStateException if an operation has no id
     */
    public List<Operation> operations() {
        List<Operation> compiled = operations;
        if (compiled == null) {
            compiled = compileOperations();
            operations = compiled;
        }
        return compiled;
    }

    private List<Operation> compileOperations() {
        List<Operation> compiled = new ArrayList<>();
        JsonObject paths = json.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            methods(item).forEach(method -> compiled.add(operation(path, method, item)));
        }
        // A brace sorts after every letter, so templates come last.
        compiled.sort(Comparator.comparing(Operation::path));
        return List.copyOf(compiled);
    }

    /** Returns the methods of a path, in lower case. */
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
