package com.raptorcomply.gateway.endpoint;

import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.observe.RefusalTrace;
import com.raptorcomply.gateway.observe.RefusalTraces;
import com.raptorcomply.gateway.request.ErrorResponses;
import com.raptorcomply.gateway.request.RequestContext;

/** Serves {@code GET /traces/{requestId}}: the reason for which a request of the caller's organization was refused. */
final class TraceEndpoint {
    static final String PREFIX = "/traces/";
    static final String ROUTE = "/traces/{requestId}";
    private static final String PERMISSION = "traces:read";

    private TraceEndpoint() {}

    /** Responds with the trace of this gateway, else with that of a peer, else with 404. */
    static void answer(RequestContext context, Permit permit, RefusalTraces traces, PeerTraceClient peers) {
        if (!permit.grant().permissions().contains(PERMISSION)) {
            context.refuse(ErrorResponses.FORBIDDEN);
            return;
        }
        String path = context.target().path();
        RefusalTrace own = traces.find(permit.grant().organization().id(), path.substring(PREFIX.length()));
        if (own != null) {
            context.answer(own.json());
        } else if (context.target().uri().endsWith("?" + PeerTraceClient.LOCAL)) {
            context.refuse(ErrorResponses.TRACE_UNKNOWN);
        } else {
            peers.find(path, context)
                    .otherwiseEmpty()
                    .onSuccess(found -> context.attempt(() -> {
                        if (found == null) {
                            context.refuse(ErrorResponses.TRACE_UNKNOWN);
                        } else {
                            context.answer(found);
                        }
                    }));
        }
    }
}
