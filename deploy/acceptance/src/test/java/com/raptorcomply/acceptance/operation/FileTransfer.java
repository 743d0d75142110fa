package com.raptorcomply.acceptance.operation;

import com.raptorcomply.acceptance.whole.Client;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Uploads and downloads large files through the gateway without holding them in memory. */
record FileTransfer(Client client) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int PORTION = 64 * 1024;
    private static final String BOUNDARY = "5f8f3a526c0e4a57";

    /** A PDF of this size whose bytes follow from the seed. */
    static final class Pdf extends InputStream {
        private final byte[] portion = new byte[PORTION];
        private final SplittableRandom random;
        private long remaining;
        private int place = PORTION;
        private boolean begun;

        Pdf(long size, long seed) {
            this.remaining = size;
            this.random = new SplittableRandom(seed);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        /** The bytes do not depend on the lengths that are asked for. */
        @Override
        public int read(byte[] into, int from, int length) {
            if (remaining == 0) {
                return -1;
            }
            if (place == PORTION) {
                fill();
            }
            int count = (int) Math.min(Math.min(length, PORTION - place), remaining);
            System.arraycopy(portion, place, into, from, count);
            place += count;
            remaining -= count;
            return count;
        }

        private void fill() {
            random.nextBytes(portion);
            place = 0;
            if (!begun) {
                byte[] head = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(head, 0, portion, 0, head.length);
                begun = true;
            }
        }
    }

    /** Uploads a file under an Idempotency-Key. */
    HttpResponse<String> upload(InputStream content, long size, String key) throws IOException, InterruptedException {
        byte[] head = ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + key
                        + ".pdf\"\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] end = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        InputStream form = new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(head), content, new ByteArrayInputStream(end))));
        HttpRequest request = request("/files/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> form), head.length + size + end.length))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    /** Downloads a file and returns its digest. */
    String digestOf(String id) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = HTTP.send(request("/files/" + id).build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode());
        }
        try (InputStream body = response.body()) {
            return digest(body);
        }
    }

    static String digest(InputStream content) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] portion = new byte[PORTION];
            for (int count = content.read(portion, 0, PORTION); count >= 0; count = content.read(portion, 0, PORTION)) {
                digest.update(portion, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(client.url() + path)).header("X-API-Key", client.key());
    }
}
