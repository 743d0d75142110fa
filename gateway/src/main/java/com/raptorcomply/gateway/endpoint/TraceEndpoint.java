package com.raptorcomply.gateway.endpoint;

import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.observe.RefusalTrace;
import com.raptorcomply.gateway.observe.RefusalTraces;
import com.raptorcomply.gateway.request.ErrorResponses;
import com.raptorcomply.gateway.request.RequestContext;

/** {@code GET /traces/{requestId}}: why a request of the own organization was refused. */
final class TraceEndpoint {
    static final String PREFIX = "/traces/";
    static final String ROUTE = "/traces/{requestId}";
    private static final String PERMISSION = "traces:read";

    private TraceEndpoint() {}

    /** Answers as this gateway knows, else as one of the others does. */
    static void answer(RequestContext call, Permit permit, RefusalTraces traces, PeerTraceClient peers) {
        if (!permit.grant().permissions().contains(PERMISSION)) {
            call.refuse(ErrorResponses.FORBIDDEN);
            return;
        }
        String path = call.target().path();
        RefusalTrace own = traces.find(permit.grant().organization().id(), path.substring(PREFIX.length()));
        if (own != null) {
            call.answer(own.json());
        } else if (call.target().uri().endsWith("?" + PeerTraceClient.LOCAL)) {
            call.refuse(ErrorResponses.TRACE_UNKNOWN);
        } else {
            peers.ask(path, call)
                    .otherwiseEmpty()
                    .onSuccess(found -> call.attempt(() -> {
                        if (found == null) {
                            call.refuse(ErrorResponses.TRACE_UNKNOWN);
                        } else {
                            call.answer(found);
                        }
                    }));
        }
    }
}
