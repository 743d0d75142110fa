package com.raptorcomply.acceptance.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Sends malformed requests, each on a new connection, because the gateway closes it. */
final class Rubbish implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int ANSWER_MILLIS_MAX = 10_000;
    private static final String FIELDS = "Host: a\r\nConnection: close\r\n\r\n";
    private static final List<byte[]> REQUESTS = List.of(
            bytes("GET /validate HTTP/1.1\r\nConnection: close\r\n\r\n"),
            bytes("GET /validate HTTP/1.1\r\nHost: b\r\n" + FIELDS),
            bytes("GET /validate HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n" + FIELDS),
            bytes("GET /validate/../api-keys HTTP/1.1\r\n" + FIELDS),
            bytes("GET /validate%2f..%5c HTTP/1.1\r\n" + FIELDS),
            bytes("GET /validate HTTP/1.1\r\nX: a\r\n b\r\n" + FIELDS),
            bytes("TRACE /validate HTTP/1.1\r\n" + FIELDS),
            bytes("GET  /validate HTTP/9.9\r\n" + FIELDS),
            bytes("\u0001\u0016\u0003 rubbish \u00ff\u00fe\r\n\r\n"));

    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final long everyNanos;
    private volatile boolean over;

    /**
     * Starts sending.
     *
     * @param perSecond the maximum rate
     */
    Rubbish(int port, int perSecond) {
        everyNanos = TimeUnit.SECONDS.toNanos(1) * THREADS / perSecond;
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            threads.add(new Thread(() -> send(port, number), "rubbish-" + i));
        }
        threads.forEach(Thread::start);
    }

    /** Returns the number of requests that were refused by a response or by closing the connection. */
    long refused() {
        return answered.get() + unanswered.get();
    }

    @Override
    public void close() {
        over = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(int port, int number) {
        long begun = System.nanoTime();
        for (int turn = 0; !over; turn++) {
            LockSupport.parkNanos(begun + turn * everyNanos - System.nanoTime());
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), port, address(1 + number * 10 + turn % 10), 0)) {
                socket.setSoTimeout(ANSWER_MILLIS_MAX);
                socket.getOutputStream().write(REQUESTS.get(turn % REQUESTS.size()));
                (socket.getInputStream().readAllBytes().length > 0 ? answered : unanswered).incrementAndGet();
            } catch (IOException ended) {
                unanswered.incrementAndGet();
            }
        }
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 2, 0, (byte) last});
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    private static byte[] bytes(String request) {
        return request.getBytes(StandardCharsets.ISO_8859_1);
    }
}
