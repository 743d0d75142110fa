package com.raptorcomply.gateway.upstream.balance;

import com.raptorcomply.chassis.breaker.CircuitBreaker;
import com.raptorcomply.gateway.upstream.http1.ConnectionPool;

/**
 * A reservation of an endpoint for one request. The caller must call {@link #end} once.
 *
 * @param client of the endpoint
 * @param ticket of the endpoint's {@link CircuitBreaker}
 * @param holdsPlace true if it occupies a trial slot of the breaker
 */
public record EndpointReservation(EndpointClient client, int ticket, boolean holdsPlace) {

    public ConnectionPool connections() {
        return client.connections();
    }

    /** Records that the head of a response has arrived. */
    public void succeeded() {
        client.breaker().succeeded(ticket);
    }

    /** Records a failure of the endpoint. The reservation must still be ended. */
    public void failed(long nowNanos) {
        client.breaker().failed(ticket, nowNanos);
    }

    /** Records an end that says nothing about the endpoint. The reservation must still be ended. */
    public void released() {
        if (holdsPlace) {
            client.breaker().released(ticket);
        }
    }

    /**
     * Returns the same reservation without its trial slot, for the time in which the client delays the request.
     * Otherwise a few slow clients would keep a healthy endpoint out of use. A success or a failure still counts.
     */
    public EndpointReservation yielding() {
        if (!holdsPlace) {
            return this;
        }
        released();
        return new EndpointReservation(client, ticket, false);
    }

    public void end() {
        client.leave();
    }
}
