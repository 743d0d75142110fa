package com.raptorcomply.gateway.upstream.balance;

import com.raptorcomply.gateway.upstream.http1.ConnectionPool;

/**
 * Leave to send one request to one node, ended once by {@link #end}.
 *
 * @param ticket as the node's {@link CircuitBreaker} knows it
 * @param holdsPlace whether it takes one of the places of a trial, if it is one
 */
public record EndpointReservation(EndpointClient lane, int ticket, boolean holdsPlace) {

    public ConnectionPool connections() {
        return lane.connections();
    }

    /** The head of an answer has come: the node is there. */
    public void answered() {
        lane.circuit().answered(ticket);
    }

    /** It was the node's fault; still to be ended. */
    public void failed(long nowNanos) {
        lane.circuit().failed(ticket, nowNanos);
    }

    /** It ended for a reason that tells nothing of the node; still to be ended. */
    public void released() {
        if (holdsPlace) {
            lane.circuit().released(ticket);
        }
    }

    /**
     * The same leave without a trial's place, while it is the client that keeps the request waiting: else a few clients that
     * send slowly would keep a node out of use that is well again. An answer or a failure counts all the same.
     */
    public EndpointReservation yielding() {
        if (!holdsPlace) {
            return this;
        }
        released();
        return new EndpointReservation(lane, ticket, false);
    }

    public void end() {
        lane.leave();
    }
}
