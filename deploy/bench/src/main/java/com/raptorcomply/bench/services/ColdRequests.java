package com.raptorcomply.bench.services;

import com.raptorcomply.local.step.LocalRunException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Sends the first request of many keys to a gateway that has cached none of them. The requests follow each other on one
 * connection.
 */
final class ColdRequests {
    private final URI gateway;

    ColdRequests(String gateway) {
        this.gateway = URI.create(gateway);
    }

    /** Adds the latencies' median and 99th percentile, in milliseconds. */
    void run(List<String> keys, Figures p50, Figures p99) {
        double[] millis = new double[keys.size()];
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int i = 0; i < millis.length; i++) {
                long begin = System.nanoTime();
                socket.getOutputStream().write(request(keys.get(i)));
                answer(in);
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
        } catch (IOException e) {
            throw new LocalRunException("The gateway closed the connection", e);
        }
        Arrays.sort(millis);
        p50.add(millis[millis.length / 2]);
        p99.add(millis[millis.length * 99 / 100]);
    }

    private byte[] request(String key) {
        return ("GET /validate HTTP/1.1\r\nHost: " + gateway.getAuthority() + "\r\nX-API-Key: " + key + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void answer(InputStream in) throws IOException {
        int length = 0;
        String status = line(in);
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            if (field.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length =
                        Integer.parseInt(field.substring(field.indexOf(':') + 1).strip());
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (!status.contains(" 200 ")) {
            throw new LocalRunException("A valid key got the response " + status + " " + body);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("Ended within a line");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
