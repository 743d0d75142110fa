package com.raptorcomply.gateway.endpoint;

import com.raptorcomply.chassis.openapi.Audience;
import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.chassis.openapi.ServedDocument;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.observe.RefusalTraces;
import com.raptorcomply.gateway.request.ErrorResponses;
import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.route.RequestTarget;
import com.raptorcomply.gateway.route.RouteTableRef;
import com.raptorcomply.gateway.upstream.balance.UpstreamCluster;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Serves the gateway's own endpoints, which {@code openapi/gateway.yaml} describes. Any thread. */
public final class GatewayEndpoints {
    public static final List<String> METHODS = List.of("GET", "HEAD");

    private static final String DOCUMENT_RESOURCE = "/openapi/gateway.yaml";
    private static final String DOCUMENT = "/gateway/openapi.json";
    private static final String DOCUMENT_AS_YAML = "/gateway/openapi.yaml";
    private static final String API_DOCUMENT = "/openapi.json";
    private static final String API_DOCUMENT_AS_YAML = "/openapi.yaml";
    private static final String VALIDATE = "/validate";
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";

    /** Lets pages of any origin read the response (Fetch standard, CORS protocol). */
    private static final Map<String, String> ANY_ORIGIN = Map.of("Access-Control-Allow-Origin", "*");

    private final ApiDocument.Rendered document;
    private final ApiDocument api;
    private final DocumentationPage page = new DocumentationPage();
    private final RefusalTraces traces;
    private final PeerTraceClient peers;

    /**
     * Reads the gateway's own OpenAPI document and the files of the documentation page, which blocks.
     *
     * @param tls for connections to the upstreams; null for plain text
     */
    public GatewayEndpoints(
            Vertx vertx,
            RouteTableRef routes,
            List<UpstreamCluster> clusters,
            @Nullable Tls tls,
            RefusalTraces traces,
            PeerTraceClient peers) {
        ServedDocument served =
                OpenApiDocument.read(GatewayEndpoints.class, DOCUMENT_RESOURCE).served(Audience.KEYS);
        this.document = ApiDocument.Rendered.of(served);
        this.api = ApiDocument.open(vertx, routes, served.json(), clusters, tls);
        this.traces = traces;
        this.peers = peers;
    }

    /** Returns the template of the path; null if it is not one of the gateway's own endpoints. */
    public static @Nullable String route(RequestTarget target) {
        if (target.isExactly(VALIDATE)) {
            return VALIDATE;
        }
        if (target.isExactly(DOCUMENT)) {
            return DOCUMENT;
        }
        if (target.isExactly(DOCUMENT_AS_YAML)) {
            return DOCUMENT_AS_YAML;
        }
        if (target.isExactly(API_DOCUMENT)) {
            return API_DOCUMENT;
        }
        if (target.isExactly(API_DOCUMENT_AS_YAML)) {
            return API_DOCUMENT_AS_YAML;
        }
        if (DocumentationPage.has(target)) {
            return DocumentationPage.PATH;
        }
        return target.uri().startsWith(TraceEndpoint.PREFIX) ? TraceEndpoint.ROUTE : null;
    }

    /** Returns true for endpoints that need no key. */
    public static boolean isOpen(RequestTarget target) {
        return target.isExactly(DOCUMENT)
                || target.isExactly(DOCUMENT_AS_YAML)
                || target.isExactly(API_DOCUMENT)
                || target.isExactly(API_DOCUMENT_AS_YAML)
                || DocumentationPage.has(target);
    }

    /** Responds to a request for an endpoint that needs no key. */
    public void answer(RequestContext context) {
        RequestTarget target = context.target();
        if (target.isExactly(DOCUMENT)) {
            context.answer(JSON, document.json(), ANY_ORIGIN);
        } else if (target.isExactly(DOCUMENT_AS_YAML)) {
            answer(context, YAML, document.yaml().get());
        } else if (target.isExactly(API_DOCUMENT)) {
            answer(context, JSON, api.current().map(ApiDocument.Rendered::json));
        } else if (target.isExactly(API_DOCUMENT_AS_YAML)) {
            answer(context, YAML, api.current().compose(current -> current.yaml()
                    .get()));
        } else {
            page.answer(context);
        }
    }

    /** Responds on the event loop of the request, because another one may have begun to fetch the documents. */
    private static void answer(RequestContext context, String type, Future<Buffer> document) {
        Context loop = Objects.requireNonNull(Vertx.currentContext());
        document.onComplete(done -> loop.runOnContext(run -> context.attempt(() -> {
            if (done.succeeded()) {
                context.answer(type, done.result(), ANY_ORIGIN);
            } else {
                context.refuse(ErrorResponses.DOCUMENT_UNKNOWN);
            }
        })));
    }

    /** Closes the connections to the upstreams. */
    public Future<Void> close() {
        return api.close();
    }

    public void answer(RequestContext context, Permit permit) {
        if (context.target().isExactly(VALIDATE)) {
            context.answer(ValidateEndpoint.of(permit.grant()));
        } else {
            TraceEndpoint.answer(context, permit, traces, peers);
        }
    }
}
