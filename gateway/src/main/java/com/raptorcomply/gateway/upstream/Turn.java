package com.raptorcomply.gateway.upstream;

/**
 * Leave to send one request to one node, ended once by {@link #end}.
 *
 * @param ticket as the node's {@link Circuit} knows it
 * @param holdsPlace whether it takes one of the places of a trial, if it is one
 */
record Turn(Lane lane, int ticket, boolean holdsPlace) {

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
        if (holdsPlace) {
            lane.circuit().released(ticket);
        }
    }

    /**
     * The same leave without a trial's place, while it is the client that keeps the request waiting: else a few clients that
     * send slowly would keep a node out of use that is well again. An answer or a failure counts all the same.
     */
    Turn yielding() {
        if (!holdsPlace) {
            return this;
        }
        released();
        return new Turn(lane, ticket, false);
    }

    void end() {
        lane.leave();
    }
}
