package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.openapi.Audience;
import com.raptorcomply.chassis.openapi.DeclaredResource;
import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.chassis.openapi.OpenApiDocument.Operation;
import com.raptorcomply.chassis.openapi.ServedDocument;
import com.raptorcomply.resources.schema.Field;
import com.raptorcomply.resources.schema.FieldType;
import com.raptorcomply.resources.schema.ObjectSchema;
import com.raptorcomply.resources.schema.SchemaReader;
import com.raptorcomply.resources.tenancy.PermissionHandler;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Binds each operation of the OpenAPI document to its handler, behind the stamp and the operation's {@code
 * x-permission}. The start fails if an operation has no handler.
 */
public final class ResourceRoutes {
    private final OpenApiDocument document;
    private final SchemaReader schemas;
    private final TenantDatabase database;
    private final boolean requireIfMatch;
    private final CursorSeal seal;
    private final Set<String> statements = new LinkedHashSet<>(Idempotency.statements());
    private final Map<String, Handler<RoutingContext>> handlers = new LinkedHashMap<>();

    /**
     * Creates routes without resources.
     *
     * @param requireIfMatch true if changes need If-Match
     * @param seal of the cursors of all lists
     */
    public ResourceRoutes(OpenApiDocument document, TenantDatabase database, boolean requireIfMatch, CursorSeal seal) {
        this.document = document;
        this.schemas = new SchemaReader(document.json());
        this.database = database;
        this.requireIfMatch = requireIfMatch;
        this.seal = seal;
        ServedDocument served = document.served(Audience.KEYS);
        add("readDocumentYaml", Responses.document(served.yaml(), "application/yaml"));
        add("readDocumentJson", Responses.document(served.json().toBuffer(), "application/json"));
    }

    /** Adds the operations of a declared resource. */
    public ResourceRoutes add(ResourceDefinition definition) {
        CompiledResource resource = compile(definition);
        String singular = definition.singular();
        statements.addAll(resource.statements());
        addList(resource, resource.path(), null);
        resource.declared()
                .parents()
                .forEach((path, filter) ->
                        addList(resource, path + resource.path(), new ListOperation.Parent(path, filter)));
        add("read" + singular, new ReadHandler(resource, database));
        add("create" + singular, new CreateHandler(resource, database));
        add("update" + singular, new UpdateHandler(resource, database, true, requireIfMatch));
        add("replace" + singular, new UpdateHandler(resource, database, false, requireIfMatch));
        add("delete" + singular, new DeleteHandler(resource, database, requireIfMatch));
        return this;
    }

    /** Adds the operation with that id. */
    public ResourceRoutes add(String operationId, Handler<RoutingContext> handler) {
        handlers.put(operationId, handler);
        return this;
    }

    /** Returns the statements of all operations, to be prepared at start. */
    public Set<String> statements() {
        return Collections.unmodifiableSet(statements);
    }

    /** Mounts every operation of the document on the router. HEAD is served wherever GET is (RFC 9110 section 9.1). */
    public void mount(Router router, StampHandler stamp) {
        for (Operation operation : document.operations()) {
            Handler<RoutingContext> handler = handlers.get(operation.id());
            if (handler == null) {
                throw new IllegalStateException("No handler serves operation " + operation.id());
            }
            Route route = router.route(operation.method(), operation.routePath());
            if (operation.method().equals(HttpMethod.GET)) {
                route.method(HttpMethod.HEAD);
            }
            String permission = permission(operation);
            if (!permission.equals("none")) {
                route.handler(stamp).handler(new PermissionHandler(permission));
            }
            route.handler(ctx -> {
                        if (ctx.request().query() != null) {
                            operation.parameters().refuseUnknown(ctx.queryParams());
                        }
                        ctx.next();
                    })
                    .handler(handler);
        }
        Options.mount(router, document.operations());
    }

    /** Returns the permission that a caller needs; {@code none} if the operation is public. */
    private static String permission(Operation operation) {
        String permission = operation.json().getString("x-permission");
        if (permission == null) {
            throw new IllegalStateException("Operation " + operation.id() + " has no x-permission");
        }
        return permission;
    }

    private void addList(CompiledResource resource, String path, ListOperation.@Nullable Parent parent) {
        Operation documented = document.operations().stream()
                .filter(operation -> operation.method().equals(HttpMethod.GET)
                        && operation.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The document has no operation GET " + path));
        Map<String, FieldType> types = new HashMap<>();
        documented.parameters().schemas().forEach((name, schema) -> types.put(name, schemas.parameter(name, schema)));
        ResourceDefinition definition = resource.definition();
        ListParameters parameters = new ListParameters(resource, types);
        ListSql sql = new ListSql(definition.table(), resource.sql(), rareColumns(definition), definition.sight());
        ListOperation operation = new ListOperation(resource.path(), sql, parameters, parent);
        statements.addAll(operation.statements());
        add(documented.id(), new ListHandler(operation, database, seal));
    }

    private static Set<String> rareColumns(ResourceDefinition definition) {
        return Stream.concat(definition.references().keySet().stream(), definition.unique().values().stream())
                .map(Field::column)
                .collect(Collectors.toUnmodifiableSet());
    }

    private CompiledResource compile(ResourceDefinition definition) {
        String name = definition.singular();
        ObjectSchema shown = schemas.schema(name);
        ObjectSchema written = schemas.schema(name + "New").withReadOnlyOf(shown);
        DeclaredResource declared = document.resources().stream()
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The document declares no resource " + name));
        ObjectSchema listed = schemas.has(name + "InList") ? schemas.schema(name + "InList") : shown;
        return new CompiledResource(
                definition, declared, written, new ResourceSql(definition, written, shown, listed), listed);
    }
}
