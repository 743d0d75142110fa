package com.raptorcomply.gateway;

import com.raptorcomply.gateway.decision.Permit;

/** {@code GET /traces/{requestId}}: why a request of the own organization was refused. */
final class TraceReading {
    static final String PREFIX = "/traces/";
    static final String ROUTE = "/traces/{requestId}";
    private static final String PERMISSION = "traces:read";

    private TraceReading() {}

    /** Answers as this gateway knows, else as one of the others does. */
    static void answer(Call call, Permit permit, Traces traces, TracePeers peers) {
        if (!permit.grant().permissions().contains(PERMISSION)) {
            call.refuse(Errors.FORBIDDEN);
            return;
        }
        String path = call.target().path();
        Trace own = traces.find(permit.grant().organization().id(), path.substring(PREFIX.length()));
        if (own != null) {
            call.answer(own.json());
        } else if (call.target().uri().endsWith("?" + TracePeers.LOCAL)) {
            call.refuse(Errors.TRACE_UNKNOWN);
        } else {
            peers.ask(path, call)
                    .otherwiseEmpty()
                    .onSuccess(found -> call.attempt(() -> {
                        if (found == null) {
                            call.refuse(Errors.TRACE_UNKNOWN);
                        } else {
                            call.answer(found);
                        }
                    }));
        }
    }
}
