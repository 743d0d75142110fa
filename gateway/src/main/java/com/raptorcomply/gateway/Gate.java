package com.raptorcomply.gateway;

import com.raptorcomply.chassis.http.framing.ListeningSocket;
import com.raptorcomply.gateway.config.HttpConfig;
import com.raptorcomply.gateway.edge.ConnectionCap;
import com.raptorcomply.gateway.edge.LoopCount;
import com.raptorcomply.gateway.edge.SendBufferBounds;
import com.raptorcomply.gateway.edge.SendBuffers;
import com.raptorcomply.gateway.quota.InFlight;
import com.raptorcomply.gateway.quota.ThrottleReason;
import com.raptorcomply.gateway.quota.LimitsConfig;
import com.raptorcomply.keyservice.client.grant.Grant;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The gateway's own bounds, who stands before it, and whether it is about to stop: what its event loops share. Any thread. */
final class Gate {
    /** So many connections at least it takes to have all requests of an event loop under way. */
    private static final int CONNECTIONS_MIN = 4;

    private final Clients clients;
    private final ConnectionCap connections;
    private final ListeningSocket socket = new ListeningSocket();
    private final HttpConfig http;
    private final LimitsConfig limits;
    private final int eventLoops;
    private final LoopCount requests = new LoopCount();
    private final LoopCount admitted = new LoopCount();
    private final LongAdder shed = new LongAdder();
    private final LongAdder crowded = new LongAdder();
    private final LongAdder floods = new LongAdder();
    private final LongAdder slowReaders = new LongAdder();
    private final LoopCount buffered = new LoopCount();
    private final LongAdder overfull = new LongAdder();
    private volatile boolean closing;

    /** One event loop's part of it, confined to that loop. */
    final class Part {
        private final LoopCount.Part underWay = requests.part();
        private final LoopCount.Part waitingBytes = buffered.part();
        private final LoopCount.Part forwarded = admitted.part();
        private final int requestsMax = part(http.requestsMax());
        private final InFlight tenants = new InFlight(
                part(limits.key().inFlightMax()), part(limits.organization().inFlightMax()));

        private Part() {}

        /** Lets a request in, to be let out once; false when there are too many under way already. */
        boolean enter() {
            if (underWay.value() >= requestsMax) {
                shed.increment();
                return false;
            }
            underWay.add(1);
            return true;
        }

        void leave() {
            underWay.add(-1);
        }

        /** Gives a request one of its key's and organization's places, to be given back once; returns what is full, or null. */
        @Nullable
        ThrottleReason admit(Grant grant) {
            ThrottleReason full = tenants.enter(grant);
            if (full == null) {
                forwarded.add(1);
            } else {
                crowded.increment();
            }
            return full;
        }

        /** Takes back the places of an admitted request, however it ended. */
        void release(Grant grant) {
            tenants.leave(grant);
            forwarded.add(-1);
        }

        /** How many requests one connection may have under way: a quarter of the event loop's at the most. */
        int requestsPerConnectionMax() {
            return Math.max(1, requestsMax / CONNECTIONS_MIN);
        }

        /** What waits for this event loop's clients; it gets an equal part of the bytes. */
        SendBuffers sendBuffers(SendBufferBounds bounds) {
            return new SendBuffers(bounds.share(eventLoops), waitingBytes, overfull);
        }

        InetAddress client(HttpServerRequest request) {
            return clients.address(request);
        }

        /** What the request's upstream is told of where it comes from. */
        CharSequence forwarded(HttpServerRequest request) {
            return clients.forwarded(request);
        }

        /** Whether each answer is to be the last one on its connection. */
        boolean closes() {
            return closing;
        }

        /** Takes it out of the sums. */
        void drop() {
            underWay.drop();
            forwarded.drop();
            waitingBytes.drop();
        }
    }

    Gate(HttpConfig http, LimitsConfig limits, Clients clients, int eventLoops) {
        this.clients = clients;
        this.connections = new ConnectionCap(http.connectionsMax(), http.connectionsPerAddressMax());
        this.http = http;
        this.limits = limits;
        this.eventLoops = eventLoops;
    }

    private int part(int max) {
        return (max + eventLoops - 1) / eventLoops;
    }

    Part part() {
        return new Part();
    }

    Clients clients() {
        return clients;
    }

    /** The public port's, which all event loops share. */
    ListeningSocket socket() {
        return socket;
    }

    ConnectionCap connections() {
        return connections;
    }

    /** HTTP/2 connections that asked for too much. */
    LongAdder floods() {
        return floods;
    }

    /** Connections whose clients read too slowly. */
    LongAdder slowReaders() {
        return slowReaders;
    }

    /** From now on clients are asked to take their connections elsewhere. */
    void close() {
        closing = true;
    }

    void register(GatewayMeters meters) {
        meters.gauge("gateway.connections", "Connections of clients", connections::open);
        meters.gauge("gateway.requests.under.way", "Requests of clients that wait or stream", requests::sum);
        meters.gauge("gateway.requests.in.flight", "Requests under way that hold a place of their key", admitted::sum);
        meters.count(
                "gateway.requests.in.flight.refused",
                "Requests refused because their key or organization has too many under way",
                crowded,
                LongAdder::sum);
        meters.count("gateway.requests.shed", "Requests refused as too many at once", shed, LongAdder::sum);
        meters.count("gateway.http2.floods", "HTTP/2 connections ended for control frames", floods, LongAdder::sum);
        meters.count(
                "gateway.connections.slow",
                "Connections ended because their clients read too slowly",
                slowReaders,
                LongAdder::sum);
        meters.gauge("gateway.send.buffer", "Bytes of answers that wait for clients", buffered::sum);
        meters.count(
                "gateway.connections.overfull",
                "Connections ended because most of too many waiting bytes was theirs",
                overfull,
                LongAdder::sum);
        meters.count(
                "gateway.connections.refused",
                "Connections closed at once as too many",
                connections.refused(),
                LongAdder::sum);
    }
}
