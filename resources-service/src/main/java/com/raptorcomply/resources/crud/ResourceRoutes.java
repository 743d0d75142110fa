package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.request.CursorSeal;
import com.raptorcomply.chassis.openapi.Audience;
import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.chassis.openapi.OpenApiDocument.Operation;
import com.raptorcomply.chassis.openapi.OptionsRoutes;
import com.raptorcomply.chassis.openapi.ServedDocument;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.resources.schema.ObjectSchema;
import com.raptorcomply.resources.tenancy.PermissionHandler;
import com.raptorcomply.resources.tenancy.RefusalDelay;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Binds each operation of the OpenAPI document to its handler, behind the stamp and the operation's {@code
 * x-permission}. The start fails if an operation has no handler.
 */
public final class ResourceRoutes {
    private final OpenApiDocument document;
    private final ResourceCompiler compiler;
    private final TenantDatabase database;
    private final CursorSeal seal;
    private final Set<String> statements = new LinkedHashSet<>(Idempotency.statements());
    private final ConstraintErrors errors = new ConstraintErrors();
    private final ChangeWaiters waiters;
    private final Writer writer;
    private final Map<String, Handler<RoutingContext>> handlers = new LinkedHashMap<>();
    private final Map<String, CompiledResource> resources = new LinkedHashMap<>();

    /**
     * Creates routes without resources.
     *
     * @param requireIfMatch true if changes need If-Match
     * @param seal of the cursors of all lists
     * @param people reads which people there are now, for a person who is not known
     */
    public ResourceRoutes(
            Vertx vertx,
            OpenApiDocument document,
            TenantDatabase database,
            boolean requireIfMatch,
            CursorSeal seal,
            Supplier<Future<Void>> people) {
        this.document = document;
        this.compiler = new ResourceCompiler(document);
        this.database = database;
        this.seal = seal;
        this.waiters = new ChangeWaiters(vertx, database::lastChanges);
        this.writer = new Writer(database, errors, requireIfMatch, people, waiters::wake);
        statements.addAll(DeltaSight.statements());
        statements.add(History.statement());
        ServedDocument served = document.served(Audience.KEYS);
        add("readDocumentYaml", Responses.document(served::yaml, "application/yaml"));
        add("readDocumentJson", Responses.document(served.json()::toBuffer, "application/json"));
    }

    /** Adds the operations of a declared resource, and returns what was compiled for it. */
    public CompiledResource add(ResourceDefinition definition) {
        CompiledResource resource = compiler.compile(definition);
        errors.add(definition);
        String singular = definition.singular();
        resources.put(singular, resource);
        statements.addAll(resource.statements());
        for (ListOperation list : compiler.lists(resource)) {
            statements.addAll(list.statements());
            add(list.id(), new ListHandler(list, database, seal, ListView.PLAIN));
        }
        add("read" + singular, new ReadHandler(resource, database));
        add("create" + singular, new CreateHandler(resource, writer));
        add("update" + singular, new UpdateHandler(resource, writer, true));
        add("replace" + singular, new UpdateHandler(resource, writer, false));
        add("delete" + singular, new DeleteHandler(resource, writer));
        if (resource.declared().naturalKey() != null) {
            String update = permission(operation("update" + singular));
            add("upsert" + singular, new UpsertHandler(resource, writer, update));
            add("change" + definition.plural(), new BulkHandler(resource, BulkForm.ofActions(), writer, update));
        }
        States states = definition.states();
        if (states != null) {
            for (Transition transition : states.transitions()) {
                add(transition.action() + singular, new ActionHandler(resource, states, transition, writer));
            }
        }
        return resource;
    }

    /**
     * Adds an operation that responds with the records of another one as a file.
     *
     * @param parent template of the path of the record to which the records belong
     * @param fixed filters that every request has, and the members that the format needs as {@code fields}
     * @param format writes one response
     */
    public ResourceRoutes export(
            String operationId,
            CompiledResource resource,
            String parent,
            Map<String, Object> fixed,
            String fileName,
            Supplier<RecordFormat> format) {
        ListOperation list = compiler.lists(resource).stream()
                .filter(each -> each.parent() != null && each.parent().path().equals(parent))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No list is under " + parent));
        return add(
                operationId, new ListHandler(list, database, seal, new ListView(ctx -> format.get(), fixed, fileName)));
    }

    /**
     * Returns a view of a resource.
     *
     * @param schema that it has in responses
     * @param condition over the row {@code r}
     * @param parameters the number of parameters of the condition
     */
    public View view(ResourceDefinition definition, String schema, String condition, int parameters) {
        errors.add(definition);
        return View.of(compiler.sql(definition, schema), condition, parameters);
    }

    /** Adds an operation that reads one record by a view, with the parameters that it takes from a request. */
    public ResourceRoutes add(String operationId, View view, Function<RoutingContext, Tuple> parameters) {
        return prepare(List.of(view.read())).add(operationId, new ReadHandler(view.read(), parameters, database));
    }

    /**
     * Returns a handler that responds with the whole list of a resource as a file.
     *
     * @param fixed as in {@link #export}
     * @param format writes one response; null for JSON
     */
    public Handler<RoutingContext> file(
            CompiledResource resource,
            Map<String, Object> fixed,
            String fileName,
            @Nullable Supplier<RecordFormat> format) {
        ListOperation list = compiler.lists(resource).get(0);
        Function<RoutingContext, RecordFormat> chosen = format == null ? ListFormat::of : ctx -> format.get();
        return new ListHandler(list, database, seal, new ListView(chosen, fixed, fileName));
    }

    /** Adds the operation that follows the changes of all resources that were added before. */
    public void addChanges() {
        Map<String, Operation> documented =
                document.operations().stream().collect(Collectors.toMap(Operation::id, operation -> operation));
        List<ChangeFeed.Type> types = new ArrayList<>();
        for (CompiledResource resource : resources.values()) {
            Operation read = documented.get("read" + resource.definition().singular());
            if (read != null && resource.isDated()) {
                types.add(new ChangeFeed.Type(
                        resource.definition().table(), resource.sql().body(), permission(read)));
            }
        }
        ChangeFeed feed = new ChangeFeed(types);
        statements.add(feed.sql());
        String id = "listChanges";
        add(
                id,
                new ChangesHandler(
                        feed,
                        database,
                        seal,
                        waiters,
                        compiler.parameters(Objects.requireNonNull(documented.get(id)))));
    }

    /** Adds the operation with that id. */
    public ResourceRoutes add(String operationId, Handler<RoutingContext> handler) {
        handlers.put(operationId, handler);
        return this;
    }

    /** Returns a resource that was added, by its singular. */
    public CompiledResource resource(String singular) {
        return Objects.requireNonNull(resources.get(singular), () -> "No resource " + singular);
    }

    /** Returns the statements of all operations, to be prepared at start. */
    public Set<String> statements() {
        return Collections.unmodifiableSet(statements);
    }

    /** Adds statements of operations that are not plain, so that they are prepared at start, too. */
    public ResourceRoutes prepare(List<String> more) {
        statements.addAll(more);
        return this;
    }

    /** Returns the writer in which every operation changes records. */
    public Writer writer() {
        return writer;
    }

    /** Returns the database from which operations read. */
    public TenantDatabase database() {
        return database;
    }

    /** Returns the seal of cursors. */
    public CursorSeal seal() {
        return seal;
    }

    /** Returns the query parameters of an operation of the document. */
    public QueryValues query(String operationId) {
        return compiler.query(operationId);
    }

    /** Returns what reads the query parameters of an operation of the document; it throws a 400 for an invalid one. */
    public Function<RoutingContext, Map<String, Object>> parameters(String operationId) {
        QueryValues parameters = query(operationId);
        return ctx -> parameters.read(ctx.queryParams());
    }

    /** Returns a compiled schema of the document, for the body of an operation. */
    public ObjectSchema schema(String name) {
        return compiler.schema(name);
    }

    /** Mounts every operation of the document on the router. HEAD is served wherever GET is (RFC 9110 section 9.1). */
    public void mount(Router router, StampHandler stamp) {
        OptionsRoutes.mount(router, document.operations());
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
                route.handler(stamp).handler(new RefusalDelay()).handler(new PermissionHandler(permission));
                route.failureHandler(RefusalDelay::onFailure);
            }
            route.handler(ctx -> {
                if (ctx.request().query() != null) {
                    operation.parameters().refuseUnknown(ctx.queryParams());
                }
                ctx.next();
            });
            if (operation.isWithoutBody()) {
                route.handler(ctx -> JsonBody.readNone(ctx.request())
                        .onSuccess(read -> ctx.next())
                        .onFailure(ctx::fail));
            }
            route.handler(handler);
        }
    }

    private Operation operation(String id) {
        return document.operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The document has no operation " + id));
    }

    /** Returns the permission that a caller needs; {@code none} if the operation is public. */
    private static String permission(Operation operation) {
        String permission = operation.json().getString("x-permission");
        if (permission == null) {
            throw new IllegalStateException("Operation " + operation.id() + " has no x-permission");
        }
        return permission;
    }
}
