package com.raptorcomply.keyservice.http;

import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.chassis.openapi.OpenApiDocument.Operation;
import com.raptorcomply.chassis.openapi.OptionsRoutes;
import com.raptorcomply.chassis.openapi.QueryParameters;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.Problems;
import com.raptorcomply.keyservice.auth.Permission;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.http.Endpoint.ForAnybody;
import com.raptorcomply.keyservice.http.Endpoint.ForCaller;
import com.raptorcomply.keyservice.http.Endpoint.ForDataService;
import com.raptorcomply.keyservice.http.Endpoint.ForGateway;
import com.raptorcomply.keyservice.http.Endpoint.GatewayStream;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Mounts every operation of the OpenAPI document. The service does not start if an operation lacks an endpoint, an
 * endpoint lacks an operation, or an endpoint's kind differs from the document's security.
 */
public final class OperationRouter {
    private static final String DOCUMENT = "/openapi/keyservice/root.yaml";
    private static final Set<String> CALLERS = Set.of("apiKey", "session");

    private final PrincipalResolver callers;
    private final ServiceCredential gateways;
    private final Optional<ServiceCredential> dataServices;

    /** @param dataServices empty: the operations for data services are refused */
    public OperationRouter(
            PrincipalResolver callers, ServiceCredential gateways, Optional<ServiceCredential> dataServices) {
        this.callers = callers;
        this.gateways = gateways;
        this.dataServices = dataServices;
    }

    /**
     * Mounts the endpoints. HEAD is served wherever GET is (RFC 9110 section 9.1).
     *
     * @param others the endpoints by operationId, all but the document's own
     */
    public void mount(Router router, Map<String, Endpoint> others) {
        OpenApiDocument document = document();
        Map<String, Endpoint> endpoints = new HashMap<>(others);
        endpoints.putAll(OpenApiEndpoint.endpoints(document));
        List<Operation> operations = document.operations();
        requireSame(operations, endpoints.keySet());
        OptionsRoutes.mount(router, operations);
        for (Operation operation : operations) {
            Endpoint endpoint = Objects.requireNonNull(endpoints.get(operation.id()));
            if (!agree(securityOf(document, operation), endpoint)) {
                throw new IllegalStateException("Declared with another security: " + operation.id());
            }
            Route route = router.route(operation.method(), operation.routePath());
            if (operation.method().equals(HttpMethod.GET) && !(endpoint instanceof GatewayStream)) {
                route.method(HttpMethod.HEAD);
            }
            route.handler(handler(endpoint, operation.parameters()));
        }
    }

    static OpenApiDocument document() {
        List<String> permissions =
                Permissions.table().stream().map(Permission::name).toList();
        return OpenApiDocument.read(OperationRouter.class, DOCUMENT)
                .withWords("PermissionName", permissions)
                .withWords("Operation", permissions);
    }

    /** Returns the security schemes of which a caller needs one; empty if the operation needs none. */
    private static Set<String> securityOf(OpenApiDocument document, Operation operation) {
        JsonArray security =
                operation.json().getJsonArray("security", document.json().getJsonArray("security"));
        return security.stream()
                .flatMap(alternative -> ((JsonObject) alternative).fieldNames().stream())
                .collect(Collectors.toSet());
    }

    /**
     * Returns true if the endpoint's kind matches the declared security. An operation for callers may accept keys,
     * sessions or both.
     */
    private static boolean agree(Set<String> declared, Endpoint endpoint) {
        if (endpoint instanceof ForCaller) {
            return !declared.isEmpty() && CALLERS.containsAll(declared);
        }
        if (endpoint instanceof ForDataService) {
            return declared.equals(Set.of("dataServiceCredential"));
        }
        return declared.equals(endpoint instanceof ForAnybody ? Set.of() : Set.of("gatewayCredential"));
    }

    private Handler<RoutingContext> handler(Endpoint endpoint, QueryParameters parameters) {
        if (endpoint instanceof ForCaller forCaller) {
            return context -> finish(
                    context,
                    callers.of(context)
                            .compose(caller -> checked(context, parameters, () -> forCaller.handle(caller, context))));
        }
        if (endpoint instanceof ForGateway forGateway) {
            return context -> finish(context, Future.future(promise -> {
                gateways.require(context.request());
                checked(context, parameters, () -> forGateway.handle(context)).onComplete(promise);
            }));
        }
        if (endpoint instanceof ForDataService forDataService) {
            return context -> finish(context, Future.future(promise -> {
                dataServices.orElseThrow(() -> Problem.notFound().exception()).require(context.request());
                checked(context, parameters, () -> forDataService.handle(context))
                        .onComplete(promise);
            }));
        }
        if (endpoint instanceof GatewayStream stream) {
            Handler<RoutingContext> handler = stream.handler();
            return context -> {
                gateways.require(context.request());
                handler.handle(context);
            };
        }
        ForAnybody forAnybody = (ForAnybody) endpoint;
        return context -> finish(context, checked(context, parameters, () -> forAnybody.handle(context)));
    }

    /** Checks the query parameters after authentication, so that unauthenticated clients learn nothing about them. */
    private static Future<ApiResponse> checked(
            RoutingContext context, QueryParameters parameters, Supplier<Future<ApiResponse>> work) {
        return Future.succeededFuture().compose(known -> {
            parameters.refuseUnknown(context.queryParams());
            return work.get();
        });
    }

    private static void finish(RoutingContext context, Future<ApiResponse> result) {
        result.onComplete(
                found -> ResponseSender.send(context, found), failure -> Problems.send(context.request(), failure));
    }

    private static void requireSame(List<Operation> operations, Set<String> endpoints) {
        Set<String> declared = operations.stream().map(Operation::id).collect(Collectors.toSet());
        Set<String> odd = new TreeSet<>(declared);
        odd.addAll(endpoints);
        odd.removeIf(each -> declared.contains(each) && endpoints.contains(each));
        if (!odd.isEmpty()) {
            throw new IllegalStateException("Not both declared and implemented: " + odd);
        }
    }
}
