package com.raptorcomply.resources.evidence;

import com.raptorcomply.chassis.service.MetricsDocument;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Uploads and downloads files as one caller. */
public record FileClient(Caller caller) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String BOUNDARY = "5f8f3a526c0e4a57";

    /** Creates a client with all permissions on files and evidence, of a new organization. */
    static FileClient ofNewOrganization() {
        return new FileClient(withFiles(Caller.ofNewOrganization()));
    }

    /** Returns the caller with the permissions on files, evidence and cyber assets. */
    static Caller withFiles(Caller caller) {
        return caller.withPermissions(
                "files:read",
                "files:write",
                "evidence:read",
                "evidence:write",
                "cyber-assets:read",
                "cyber-assets:create",
                "cyber-assets:delete");
    }

    /** Returns a PDF of this size with other bytes for each seed. */
    public static byte[] pdf(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        byte[] head = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    /** Uploads a file and returns its metadata. */
    public JsonObject uploaded(String name, byte[] content) {
        HttpResponse<byte[]> response = upload("/files/upload", name, content);
        if (response.statusCode() != 201) {
            throw new AssertionError(response.statusCode() + " " + text(response));
        }
        return json(response);
    }

    HttpResponse<byte[]> upload(String path, String name, byte[] content, String... headers) {
        return post(path, form("file", name, content), headers);
    }

    /** Sends a form. */
    HttpResponse<byte[]> post(String path, byte[] form, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(form));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Uploads a file without saying its length. */
    HttpResponse<byte[]> chunked(String path, String name, byte[] content) {
        byte[] form = form("file", name, content);
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form))));
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        return send(headers.length == 0 ? request(path) : request(path).headers(headers));
    }

    HttpResponse<byte[]> head(String path) {
        return send(request(path).method("HEAD", BodyPublishers.noBody()));
    }

    /** Sends the head of an upload and a part of its body, and returns the open connection. */
    Socket begin(String path, long declared, byte[] part) throws IOException {
        URI uri = URI.create(caller.url());
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: a\r\n" + Stamp.HEADER + ": " + caller.stamp()
                                + "\r\nContent-Type: multipart/form-data; boundary=" + BOUNDARY + "\r\nContent-Length: "
                                + declared + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(part);
        socket.getOutputStream().flush();
        return socket;
    }

    /** Returns a form of one part. */
    static byte[] form(String part, String name, byte[] content) {
        return joined(part(part, name, content), end());
    }

    static byte[] part(String part, String name, byte[] content) {
        return joined(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\"" + name
                                + "\"\r\nContent-Type: text/html\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8),
                content,
                "\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] end() {
        return ("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static JsonObject json(HttpResponse<byte[]> response) {
        return new JsonObject(text(response));
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** Returns the value of a metric without labels. */
    static double metric(UnderTest service, String name) {
        return MetricsDocument.scrape(service.service().managementPort())
                .lines()
                .filter(line -> line.startsWith(name + ' '))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(caller.url() + path)).header(Stamp.HEADER, caller.stamp());
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
