package com.raptorcomply.gateway;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** An upstream on plain sockets that reads the body of one request on command, counts it and responds. */
final class SinkUpstream {
    private static final String LENGTH = "content-length: ";

    private final CompletableFuture<Long> bytes = new CompletableFuture<>();
    private final ServerSocket listening;

    SinkUpstream(CountDownLatch reads) {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Thread thread = new Thread(() -> serve(reads));
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    CompletableFuture<Long> bytes() {
        return bytes;
    }

    private void serve(CountDownLatch reads) {
        try {
            while (true) {
                Socket connection = listening.accept();
                Thread thread = new Thread(() -> take(connection, reads));
                thread.setDaemon(true);
                thread.start();
            }
        } catch (java.io.IOException closed) {
            return;
        }
    }

    private void take(Socket connection, CountDownLatch reads) {
        try (connection) {
            InputStream in = connection.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            String lower = head.toString().toLowerCase(java.util.Locale.ROOT);
            int start = lower.indexOf(LENGTH) + LENGTH.length();
            long length = Long.parseLong(lower.substring(start, lower.indexOf('\r', start)));
            reads.await();
            in.skipNBytes(length);
            bytes.complete(length);
            connection.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (java.io.IOException | InterruptedException cut) {
            bytes.completeExceptionally(cut);
        }
    }
}
