package com.raptorcomply.bench.services;

import com.raptorcomply.local.step.LocalRunException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One HTTP/1.1 connection to a service, over which requests follow each other. Not thread-safe. */
final class HttpConnection implements AutoCloseable {
    /** A longer body is counted, and only its beginning is kept. */
    private static final int BODY_BYTES_KEPT = 4 * 1024 * 1024;

    private static final int SILENCE_MILLIS_MAX = 120_000;
    private static final int READ_BYTES = 64 * 1024;

    private final String authority;
    private final Socket socket;
    private final InputStream in;
    private final byte[] piece = new byte[READ_BYTES];

    private HttpConnection(URI server) throws IOException {
        this.authority = server.getAuthority();
        this.socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENCE_MILLIS_MAX);
        this.in = new BufferedInputStream(socket.getInputStream(), READ_BYTES);
    }

    /** Connects to {@code http://host:port}. */
    static HttpConnection open(String url) {
        try {
            return new HttpConnection(URI.create(url));
        } catch (IOException e) {
            throw new LocalRunException("Could not connect to " + url, e);
        }
    }

    /**
     * A response.
     *
     * @param headers by name in lower case
     * @param body its first four mebibytes
     * @param bytes of the whole body
     * @param firstMillis until the head was there
     * @param millis until the end of the body
     */
    record Answer(
            int status, Map<String, String> headers, String body, long bytes, double firstMillis, double millis) {}

    /**
     * Sends a request and reads the whole response.
     *
     * @param headers {@code Name: value}
     * @throws LocalRunException if the connection breaks
     */
    Answer send(String method, String target, List<String> headers, byte[] body) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + authority + "\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        try {
            long begin = System.nanoTime();
            request.writeTo(socket.getOutputStream());
            return read(begin);
        } catch (IOException e) {
            throw new LocalRunException("The connection broke at " + method + " " + target, e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new LocalRunException("Could not close a connection", e);
        }
    }

    private Answer read(long begin) throws IOException {
        int status = Integer.parseInt(line().split(" ", -1)[1]);
        Map<String, String> headers = new HashMap<>();
        for (String field = line(); !field.isEmpty(); field = line()) {
            int colon = field.indexOf(':');
            headers.put(
                    field.substring(0, colon).toLowerCase(Locale.ROOT),
                    field.substring(colon + 1).strip());
        }
        double firstMillis = (System.nanoTime() - begin) / 1e6;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        long bytes = 0;
        if (headers.containsKey("transfer-encoding")) {
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                bytes += take(size, body);
                line();
            }
            line();
        } else {
            bytes = take(Long.parseLong(headers.getOrDefault("content-length", "0")), body);
        }
        double millis = (System.nanoTime() - begin) / 1e6;
        return new Answer(status, headers, body.toString(StandardCharsets.UTF_8), bytes, firstMillis, millis);
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private long take(long bytes, ByteArrayOutputStream body) throws IOException {
        for (long left = bytes; left > 0; ) {
            int count = in.read(piece, 0, (int) Math.min(left, piece.length));
            if (count < 0) {
                throw new EOFException("Ended within a body");
            }
            left -= count;
            body.write(piece, 0, Math.max(0, Math.min(count, BODY_BYTES_KEPT - body.size())));
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("Ended within a line");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
