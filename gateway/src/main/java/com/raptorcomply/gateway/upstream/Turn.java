package com.raptorcomply.gateway.upstream;

/**
 * Leave to send one request to one node, ended once by {@link #end}.
 *
 * @param ticket as the node's {@link Circuit} knows it
 */
record Turn(Lane lane, int ticket) {

    Connections connections() {
        return lane.connections();
    }

    /** The head of an answer has come: the node is there. */
    void answered() {
        lane.circuit().answered(ticket);
    }

    /** It was the node's fault; still to be ended. */
    void failed(long nowNanos) {
        lane.circuit().failed(ticket, nowNanos);
    }

    /** It ended for a reason that tells nothing of the node; still to be ended. */
    void released() {
        lane.circuit().released(ticket);
    }

    void end() {
        lane.leave();
    }
}
