package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Sends invalid keys to a gateway as fast as it responds, pipelined on a few connections. */
final class Flood implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final int REQUESTS_IN_BATCH = 16;
    private static final int BATCHES = 64;
    private static final byte[] STATUS = "HTTP/1.1 401".getBytes(StandardCharsets.US_ASCII);

    /** Names the fault of a key. */
    enum Bad {
        /** A valid checksum and a guessed tag. */
        INVENTED,
        CHECKSUM
    }

    private final AtomicLong refused = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final long batchNanos;
    private volatile boolean over;

    /**
     * Starts the flood.
     *
     * @param perSecond the maximum rate
     * @param bad the faults, in rotation
     */
    Flood(int port, int perSecond, Bad... bad) {
        batchNanos = TimeUnit.SECONDS.toNanos(1) * CONNECTIONS * REQUESTS_IN_BATCH / perSecond;
        SecureRandom random = new SecureRandom();
        TagKeys guessed = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));
        for (int i = 0; i < CONNECTIONS; i++) {
            List<byte[]> batches = new ArrayList<>();
            for (int batch = 0; batch < BATCHES; batch++) {
                batches.add(batch(guessed, random, bad));
            }
            threads.add(new Thread(() -> send(port, batches), "flood-" + i));
        }
        threads.forEach(Thread::start);
    }

    long refused() {
        return refused.get();
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

    private static byte[] batch(TagKeys guessed, SecureRandom random, Bad[] bad) {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < REQUESTS_IN_BATCH; i++) {
            String key = key(NewKey.mint(guessed, random).reveal(), bad[i % bad.length]);
            requests.append("GET /validate HTTP/1.1\r\nHost: a\r\nX-API-Key: ")
                    .append(key)
                    .append("\r\n\r\n");
        }
        return requests.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String key(String invented, Bad bad) {
        int last = invented.length() - 1;
        return bad == Bad.INVENTED
                ? invented
                : invented.substring(0, last) + (invented.charAt(last) == '0' ? '1' : '0');
    }

    private void send(int port, List<byte[]> batches) {
        byte[] answers = new byte[64 * 1024];
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            int matched = 0;
            long begun = System.nanoTime();
            for (int batch = 0; !over; batch++) {
                LockSupport.parkNanos(begun + batch * batchNanos - System.nanoTime());
                out.write(batches.get(batch % batches.size()));
                for (int missing = REQUESTS_IN_BATCH; missing > 0; ) {
                    int count = socket.getInputStream().read(answers);
                    if (count < 0) {
                        throw new IOException("The gateway has closed the connection");
                    }
                    for (int i = 0; i < count; i++) {
                        matched = answers[i] == STATUS[matched] ? matched + 1 : answers[i] == STATUS[0] ? 1 : 0;
                        if (matched == STATUS.length) {
                            matched = 0;
                            missing--;
                            refused.incrementAndGet();
                        }
                    }
                }
            }
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
