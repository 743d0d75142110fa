package com.raptorcomply.gateway.request;

import com.raptorcomply.chassis.http.framing.ListeningSocket;
import com.raptorcomply.gateway.http.PerLoopCounter;
import com.raptorcomply.gateway.http.guard.ConnectionLimiter;
import com.raptorcomply.gateway.http.guard.HttpConfig;
import com.raptorcomply.gateway.http.guard.SendBufferLimits;
import com.raptorcomply.gateway.http.guard.SendBuffers;
import com.raptorcomply.gateway.ratelimit.InFlightLimiter;
import com.raptorcomply.gateway.ratelimit.LimitsConfig;
import com.raptorcomply.gateway.ratelimit.ThrottleReason;
import com.raptorcomply.keyservice.client.grant.Grant;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Limits the connections and requests of the whole gateway and holds its drain flag. All event loops share it. Any
 * thread.
 */
public final class AdmissionControl {
    /** One connection may use at most one in so many of the requests of an event loop. */
    private static final int CONNECTIONS_MIN = 4;

    private final ClientAddresses clients;
    private final ConnectionLimiter connections;
    private final ListeningSocket socket = new ListeningSocket();
    private final HttpConfig http;
    private final LimitsConfig limits;
    private final int eventLoops;
    private final PerLoopCounter requests = new PerLoopCounter();
    private final PerLoopCounter admitted = new PerLoopCounter();
    private final LongAdder shed = new LongAdder();
    private final LongAdder inFlightRejected = new LongAdder();
    private final LongAdder floods = new LongAdder();
    private final LongAdder slowReaders = new LongAdder();
    private final PerLoopCounter buffered = new PerLoopCounter();
    private final LongAdder sendBufferFull = new LongAdder();
    private volatile boolean closing;

    /** The part of one event loop, confined to that loop. Each has an equal part of the bounds. */
    public final class Part {
        private final PerLoopCounter.Part underWay = requests.part();
        private final PerLoopCounter.Part waitingBytes = buffered.part();
        private final PerLoopCounter.Part forwarded = admitted.part();
        private final int requestsMax = part(http.requestsMax());
        private final InFlightLimiter tenants = new InFlightLimiter(
                part(limits.key().inFlightMax()), part(limits.organization().inFlightMax()));

        private Part() {}

        /** Admits a request, which must {@link #leave} once; returns false if too many are active. */
        public boolean enter() {
            if (underWay.value() >= requestsMax) {
                shed.increment();
                return false;
            }
            underWay.add(1);
            return true;
        }

        public void leave() {
            underWay.add(-1);
        }

        /**
         * Reserves a place in flight of the key and the organization.
         *
         * @return the limit that is reached; null if the request may pass and must {@link #release} once
         */
        @Nullable
        public ThrottleReason admit(Grant grant) {
            ThrottleReason full = tenants.enter(grant);
            if (full == null) {
                forwarded.add(1);
            } else {
                inFlightRejected.increment();
            }
            return full;
        }

        /** Gives back the places of an admitted request. */
        public void release(Grant grant) {
            tenants.leave(grant);
            forwarded.add(-1);
        }

        /** Returns the most requests that one connection may have active, a quarter of the event loop's. */
        public int requestsPerConnectionMax() {
            return Math.max(1, requestsMax / CONNECTIONS_MIN);
        }

        /** Creates the send buffers of this event loop, with an equal part of the bytes. */
        public SendBuffers sendBuffers(SendBufferLimits bounds) {
            return new SendBuffers(bounds.share(eventLoops), waitingBytes, sendBufferFull);
        }

        public InetAddress client(HttpServerRequest request) {
            return clients.address(request);
        }

        /** Returns the element of {@code Forwarded} for the upstream (RFC 7239). */
        public CharSequence forwarded(HttpServerRequest request) {
            return clients.forwarded(request);
        }

        /** Returns true if each response must be the last one on its connection, because the gateway stops. */
        public boolean closes() {
            return closing;
        }

        /** Removes this part from the sums. */
        public void drop() {
            underWay.drop();
            forwarded.drop();
            waitingBytes.drop();
        }
    }

    public AdmissionControl(HttpConfig http, LimitsConfig limits, ClientAddresses clients, int eventLoops) {
        this.clients = clients;
        this.connections = new ConnectionLimiter(http.connectionsMax(), http.connectionsPerAddressMax());
        this.http = http;
        this.limits = limits;
        this.eventLoops = eventLoops;
    }

    private int part(int max) {
        return (max + eventLoops - 1) / eventLoops;
    }

    public Part part() {
        return new Part();
    }

    public ClientAddresses clients() {
        return clients;
    }

    /** Returns the listening socket of the public port, which all event loops share. */
    public ListeningSocket socket() {
        return socket;
    }

    public ConnectionLimiter connections() {
        return connections;
    }

    /** Counts HTTP/2 connections closed for floods. */
    public LongAdder floods() {
        return floods;
    }

    /** Counts connections closed because their clients read too slowly. */
    public LongAdder slowReaders() {
        return slowReaders;
    }

    /** Begins to drain: from now on each response closes its connection. */
    public void close() {
        closing = true;
    }

    public int requestsActive() {
        return requests.sum();
    }

    /** Active requests that hold a place of their key. */
    public int requestsInFlight() {
        return admitted.sum();
    }

    /** Requests refused because too many are active. */
    public LongAdder requestsShed() {
        return shed;
    }

    /** Requests refused because their key or organization has too many in flight. */
    public LongAdder inFlightRejected() {
        return inFlightRejected;
    }

    /** Response bytes that clients have not read yet. */
    public int sendBufferBytes() {
        return buffered.sum();
    }

    /** Connections closed because they held the most of too many waiting bytes. */
    public LongAdder sendBufferFull() {
        return sendBufferFull;
    }
}
