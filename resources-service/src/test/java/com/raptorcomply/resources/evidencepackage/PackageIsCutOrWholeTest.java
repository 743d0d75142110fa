package com.raptorcomply.resources.evidencepackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import com.raptorcomply.resources.evidence.FileClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package of a damaged file ends before its directory, and packages that clients do not read hold up a bounded number of others. */
class PackageIsCutOrWholeTest {
    private static final Path VERIFIER = Path.of("..", "deploy", "examples", "verify-activity.py");
    /** More than the buffers between the service and a client that does not read. */
    private static final int FILE_BYTES = 24 * 1024 * 1024;

    private static final int RECEIVE_BUFFER_BYTES = 64 * 1024;
    private static final int AT_ONCE_MAX = 2;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Caller auditor = auditor();
    private final JsonObject file = evidence();
    private final String request = request();

    @TempDir
    Path folder;

    @Test
    void ifAFileIsDamaged() throws IOException, InterruptedException {
        Path stored = UnderTest.shared().blobs(auditor.organization()).resolve(file.getString("sha256"));
        byte[] bytes = Files.readAllBytes(stored);
        bytes[FILE_BYTES / 2] ^= 1;
        Files.write(stored, bytes);

        HttpResponse<InputStream> response = CLIENT.send(http(), BodyHandlers.ofInputStream());
        Path received = folder.resolve("package.zip");
        try (InputStream body = response.body();
                OutputStream out = Files.newOutputStream(received)) {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> body.transferTo(out)).isInstanceOf(IOException.class);
        }

        assertThat(received).isNotEmptyFile();
        assertThat(verified(received)).contains("BROKEN: the package is not whole");
    }

    @Test
    void andTheNextIsToldToComeAgainWhileClientsDoNotRead() throws IOException, InterruptedException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < AT_ONCE_MAX; i++) {
                slow.add(begin());
            }

            Caller.Answer refused = auditor.get(request);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("30");
            assertThat(refused.object().getString("code")).isEqualTo("overloaded");
        } finally {
            for (Socket each : slow) {
                each.close();
            }
        }

        Await.until(
                "the places are free again",
                () -> CLIENT.send(http(), BodyHandlers.discarding()).statusCode() == 200);
    }

    /** Sends a request, and returns the connection when the head of the response has come. */
    private Socket begin() throws IOException {
        URI url = URI.create(auditor.url());
        Socket socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        socket.getOutputStream()
                .write(("GET " + request + " HTTP/1.1\r\nHost: a\r\n" + Stamp.HEADER + ": " + auditor.stamp()
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 200");
        return socket;
    }

    private static Caller auditor() {
        Caller caller = Caller.ofNewOrganization();
        return caller.withPermissions(Stream.concat(Caller.INVENTORY.stream(), Stream.of("activity:read"))
                .toArray(String[]::new));
    }

    /** Adds a file as evidence, and returns the file. */
    private JsonObject evidence() {
        String asset = auditor.post(
                        "/cyber-assets", Records.asset(Records.of(auditor).system("S-1"), "T-1"))
                .object()
                .getString("id");
        JsonObject uploaded = new FileClient(auditor).uploaded("scan.pdf", FileClient.pdf(FILE_BYTES, 1));
        assertThat(auditor.post(
                                "/evidence",
                                new JsonObject()
                                        .put("resourceType", "cyber_asset")
                                        .put("resourceId", asset)
                                        .put("type", "file")
                                        .put("fileId", uploaded.getString("id")))
                        .status())
                .isEqualTo(201);
        return uploaded;
    }

    private static String request() {
        Instant end = Instant.now();
        Await.until("the period is over", () -> Instant.now().isAfter(end.plusMillis(3)));
        return "/evidence-package?standard=CIP-007&requirement=R1&from=" + end.minusSeconds(3600) + "&to=" + end;
    }

    private HttpRequest http() {
        return HttpRequest.newBuilder(URI.create(auditor.url() + request))
                .header(Stamp.HEADER, auditor.stamp())
                .build();
    }

    private static String verified(Path received) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("python3", VERIFIER.toString(), received.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(1);
        return said;
    }
}
