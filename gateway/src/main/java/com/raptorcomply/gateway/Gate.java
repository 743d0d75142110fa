package com.raptorcomply.gateway;

import com.raptorcomply.gateway.edge.ConnectionCap;
import com.raptorcomply.gateway.edge.LoopCount;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.concurrent.atomic.LongAdder;

/** The gateway's own bounds, who stands before it, and whether it is about to stop: what its event loops share. Any thread. */
final class Gate {
    private final Clients clients;
    private final ConnectionCap connections;
    private final int requestsMax;
    private final LoopCount requests = new LoopCount();
    private final LongAdder shed = new LongAdder();
    private final LongAdder floods = new LongAdder();
    private final LongAdder slowReaders = new LongAdder();
    private volatile boolean closing;

    /** One event loop's part of it, confined to that loop. */
    final class Part {
        private final LoopCount.Part underWay = requests.part();

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
        }
    }

    /** Each event loop gets an equal part of the requests, since connections are shared out evenly. */
    Gate(OverloadSettings settings, Clients clients, int eventLoops) {
        this.clients = clients;
        this.connections = new ConnectionCap(settings.connectionsMax(), settings.connectionsPerAddressMax());
        this.requestsMax = Math.max(1, (settings.requestsMax() + eventLoops - 1) / eventLoops);
    }

    Part part() {
        return new Part();
    }

    Clients clients() {
        return clients;
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
        meters.count("gateway.requests.shed", "Requests refused as too many at once", shed, LongAdder::sum);
        meters.count("gateway.http2.floods", "HTTP/2 connections ended for control frames", floods, LongAdder::sum);
        meters.count(
                "gateway.connections.slow",
                "Connections ended because their clients read too slowly",
                slowReaders,
                LongAdder::sum);
        meters.count(
                "gateway.connections.refused",
                "Connections closed at once as too many",
                connections.refused(),
                LongAdder::sum);
    }
}
