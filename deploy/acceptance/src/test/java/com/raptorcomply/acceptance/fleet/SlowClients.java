package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Simulates slow clients of one gateway, each slow in one of three ways, that sometimes disconnect. A client whose
 * connection closes reconnects. They have addresses of their own.
 */
final class SlowClients implements AutoCloseable {
    private static final int PER_ADDRESS = 500;
    private static final int TICK_MILLIS = 10;
    private static final int OPENED_IN_A_TICK = 30;
    private static final int BYTE_EVERY_TICKS = 200;
    private static final int BREAKS_OFF_ONE_IN = 50;
    private static final int RECEIVED_BYTES = 4_096;
    private static final int CONNECT_MILLIS = 20_000;

    /** Defines how a client is slow: its first bytes, and those that it sends from time to time. */
    private enum Manner {
        HEAD("GET /validate HTTP/1.1\r\nHost: a\r\nX-Slow: ", "a"),
        BODY(
                "POST /api-keys/revoke-leaked HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 9000\r\n\r\n{",
                " "),
        READER("GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n".repeat(8), "");

        private final String begun;
        private final String more;

        Manner(String begun, String more) {
            this.begun = begun;
            this.more = more;
        }
    }

    private static final class Place {
        private @Nullable NetSocket socket;
        private boolean opening;
    }

    private final Vertx vertx;
    private final int port;
    private final List<NetClient> addresses = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final Random random = new Random(1);
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong opened = new AtomicLong();
    private final long timer;
    private int next;
    private boolean over;

    SlowClients(Vertx vertx, int port, int count) {
        this.vertx = vertx;
        this.port = port;
        for (int i = 0; i < count; i++) {
            places.add(new Place());
            if (i % PER_ADDRESS == 0) {
                addresses.add(vertx.createNetClient(new NetClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setReceiveBufferSize(RECEIVED_BYTES)
                        .setLocalAddress("127.1.0." + (1 + i / PER_ADDRESS))));
            }
        }
        timer = vertx.setPeriodic(TICK_MILLIS, tick -> tick());
    }

    /** Returns the number of open connections. */
    int open() {
        return open.get();
    }

    /** Returns the number of connections, reconnects included. */
    long opened() {
        return opened.get();
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        over = true;
        addresses.forEach(address -> Await.result(address.close()));
    }

    private synchronized void tick() {
        int missing = OPENED_IN_A_TICK;
        for (int i = 0; i < Math.max(1, places.size() / BYTE_EVERY_TICKS) && !over; i++) {
            next = (next + 1) % places.size();
            NetSocket socket = places.get(next).socket;
            if (socket != null) {
                slowly(socket, manner(next));
            }
        }
        for (int place = 0; place < places.size() && missing > 0 && !over; place++) {
            if (places.get(place).socket == null && !places.get(place).opening) {
                missing--;
                open(place);
            }
        }
    }

    private void slowly(NetSocket socket, Manner manner) {
        if (random.nextInt(BREAKS_OFF_ONE_IN) == 0) {
            socket.close();
        } else if (!manner.more.isEmpty()) {
            socket.write(manner.more);
        }
    }

    private void open(int number) {
        Place place = places.get(number);
        place.opening = true;
        addresses.get(number / PER_ADDRESS).connect(port, "127.0.0.1").onComplete(connected -> {
            synchronized (this) {
                place.opening = false;
                if (connected.succeeded()) {
                    begin(connected.result(), place, manner(number));
                }
            }
        });
    }

    private void begin(NetSocket socket, Place place, Manner manner) {
        place.socket = socket;
        open.incrementAndGet();
        opened.incrementAndGet();
        socket.exceptionHandler(broken -> {});
        socket.closeHandler(closed -> {
            open.decrementAndGet();
            synchronized (this) {
                place.socket = null;
            }
        });
        if (manner == Manner.READER) {
            socket.pause();
        } else {
            socket.handler(bytes -> {});
        }
        socket.write(manner.begun);
    }

    private static Manner manner(int number) {
        return Manner.values()[number % Manner.values().length];
    }
}
