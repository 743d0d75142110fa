package com.raptorcomply.gateway.endpoint;

import com.raptorcomply.chassis.openapi.Audience;
import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.chassis.openapi.ServedDocument;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.observe.RefusalTraces;
import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.route.RequestTarget;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves the gateway's own endpoints, which {@code openapi/gateway.yaml} describes. Any thread. */
public final class GatewayEndpoints {
    public static final List<String> METHODS = List.of("GET", "HEAD");

    private static final String DOCUMENT_RESOURCE = "/openapi/gateway.yaml";
    private static final String DOCUMENT = "/gateway/openapi.json";
    private static final String DOCUMENT_AS_YAML = "/gateway/openapi.yaml";
    private static final String VALIDATE = "/validate";

    private final Buffer document;
    private final Buffer documentAsYaml;
    private final RefusalTraces traces;
    private final PeerTraceClient peers;

    /** Reads the OpenAPI document, which blocks. */
    public GatewayEndpoints(RefusalTraces traces, PeerTraceClient peers) {
        ServedDocument served =
                OpenApiDocument.read(GatewayEndpoints.class, DOCUMENT_RESOURCE).served(Audience.KEYS);
        this.document = served.json().toBuffer();
        this.documentAsYaml = served.yaml();
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
        return target.uri().startsWith(TraceEndpoint.PREFIX) ? TraceEndpoint.ROUTE : null;
    }

    /** Returns true for endpoints that need no key. */
    public static boolean isOpen(RequestTarget target) {
        return target.isExactly(DOCUMENT) || target.isExactly(DOCUMENT_AS_YAML);
    }

    /** Responds to a request for an endpoint that needs no key. */
    public void answer(RequestContext context) {
        if (context.target().isExactly(DOCUMENT)) {
            context.answerAnyOrigin("application/json", document);
        } else {
            context.answerAnyOrigin("application/yaml", documentAsYaml);
        }
    }

    public void answer(RequestContext context, Permit permit) {
        if (context.target().isExactly(VALIDATE)) {
            context.answer(ValidateEndpoint.of(permit.grant()));
        } else {
            TraceEndpoint.answer(context, permit, traces, peers);
        }
    }
}
