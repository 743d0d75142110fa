package com.raptorcomply.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that reads an endless response. */
final class Download implements AutoCloseable {
    private static final int READ_TIMEOUT_MILLIS = 10_000;
    private static final int ENOUGH_BYTES = 400;
    private static final int NOT_CUT_BYTES = 5_000;

    private final Socket socket;
    private final InputStream in;

    /** Sends the request and reads the beginning of the response. */
    Download(int port, String key) throws IOException {
        this(port, key, "");
    }

    /** @param fields further lines of the request head */
    Download(int port, String key, String fields) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        in = socket.getInputStream();
        String request = "GET /facilities/endless HTTP/1.1\r\nHost: a\r\nX-API-Key: " + key + "\r\n" + fields + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        if (!goesOn()) {
            throw new IOException("The response has not begun");
        }
    }

    /** Waits for more of the response; returns false if it was cut. */
    boolean goesOn() throws IOException {
        return in.readNBytes(ENOUGH_BYTES).length == ENOUGH_BYTES;
    }

    /** Waits until the response is cut, and returns its last bytes; fails if it goes on for too long. */
    String untilCut() throws IOException {
        String rest = new String(in.readNBytes(NOT_CUT_BYTES), StandardCharsets.ISO_8859_1);
        if (rest.length() == NOT_CUT_BYTES) {
            throw new AssertionError("Not cut");
        }
        return rest.substring(Math.max(0, rest.length() - 5));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
