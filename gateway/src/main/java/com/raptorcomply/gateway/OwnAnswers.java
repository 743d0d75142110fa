package com.raptorcomply.gateway;

import com.raptorcomply.chassis.openapi.Audience;
import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.chassis.openapi.ServedDocument;
import com.raptorcomply.gateway.decision.Permit;
import com.raptorcomply.gateway.route.Target;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the gateway answers itself; {@code openapi/gateway.yaml} describes it. Any thread. */
final class OwnAnswers {
    static final List<String> METHODS = List.of("GET", "HEAD");

    private static final String DOCUMENT_RESOURCE = "/openapi/gateway.yaml";
    private static final String DOCUMENT = "/gateway/openapi.json";
    private static final String DOCUMENT_AS_YAML = "/gateway/openapi.yaml";
    private static final String VALIDATE = "/validate";

    private final Buffer document;
    private final Buffer documentAsYaml;
    private final Traces traces;
    private final TracePeers peers;

    /** Blocks, to read the document. */
    OwnAnswers(Traces traces, TracePeers peers) {
        ServedDocument served =
                OpenApiDocument.read(OwnAnswers.class, DOCUMENT_RESOURCE).served(Audience.KEYS);
        this.document = served.json().toBuffer();
        this.documentAsYaml = served.yaml();
        this.traces = traces;
        this.peers = peers;
    }

    /** The path's template; null for whatever others answer. */
    static @Nullable String route(Target target) {
        if (target.isExactly(VALIDATE)) {
            return VALIDATE;
        }
        if (target.isExactly(DOCUMENT)) {
            return DOCUMENT;
        }
        if (target.isExactly(DOCUMENT_AS_YAML)) {
            return DOCUMENT_AS_YAML;
        }
        return target.uri().startsWith(TraceReading.PREFIX) ? TraceReading.ROUTE : null;
    }

    /** Whether it asks for no key. */
    static boolean isOpen(Target target) {
        return target.isExactly(DOCUMENT) || target.isExactly(DOCUMENT_AS_YAML);
    }

    /** Answers a request for what is open. */
    void answer(Call call) {
        if (call.target().isExactly(DOCUMENT)) {
            call.answerAnyOrigin("application/json", document);
        } else {
            call.answerAnyOrigin("application/yaml", documentAsYaml);
        }
    }

    void answer(Call call, Permit permit) {
        if (call.target().isExactly(VALIDATE)) {
            call.answer(Validation.of(permit.grant()));
        } else {
            TraceReading.answer(call, permit, traces, peers);
        }
    }
}
