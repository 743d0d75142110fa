package com.raptorcomply.bench.services;

import com.raptorcomply.local.step.LocalRunException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client of the resource service with a connection of its own, for a minute, which is how long its stamp lasts. */
final class ResourceClient implements AutoCloseable {
    private static final String BOUNDARY = "boundary-of-the-benchmark";

    private final HttpConnection connection;
    private final List<String> headers;

    /** @param headers that a gateway adds */
    ResourceClient(String url, List<String> headers) {
        this.connection = HttpConnection.open(url);
        this.headers = List.copyOf(headers);
    }

    /**
     * Sends a request and returns its response.
     *
     * @param line {@code METHOD target body}; the body may be missing
     * @throws LocalRunException if the status is not 2xx
     */
    HttpConnection.Answer send(String line) {
        String[] parts = line.split(" ", 3);
        byte[] body = parts.length < 3 ? new byte[0] : parts[2].getBytes(StandardCharsets.UTF_8);
        String type = parts[0].equals("PATCH") ? "application/merge-patch+json" : "application/json";
        return send(parts[0], parts[1], type, body);
    }

    /** Sends a request with a body of a media type. */
    HttpConnection.Answer send(String method, String target, String type, byte[] body) {
        List<String> all = new ArrayList<>(headers);
        if (body.length > 0) {
            all.add("Content-Type: " + type);
        }
        HttpConnection.Answer answer = connection.send(method, target, all, body);
        if (answer.status() / 100 != 2) {
            throw new LocalRunException(method + " " + target + " got " + answer.status() + " " + answer.body());
        }
        return answer;
    }

    /** Sends a form with one file. */
    HttpConnection.Answer upload(String target, String fileName, String type, String content) {
        String form = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: " + type + "\r\n\r\n" + content + "\r\n--" + BOUNDARY + "--\r\n";
        return send("POST", target, "multipart/form-data; boundary=" + BOUNDARY, form.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        connection.close();
    }
}
