package com.raptorcomply.resources.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.FreePort;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.UnderTest;
import com.raptorcomply.resources.blob.S3Proxy;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A store of files that does not answer makes requests for files fail with a 503; one that refuses ends the start. */
class UnreachableStoreIsSaidTest {
    @Test
    void byRequestsWhileItDoesNotAnswer() {
        Map<String, Object> settings = S3Proxy.shared().settings(Path.of("bucket"));
        settings.put("files.s3.endpoint", "http://127.0.0.1:" + FreePort.find());
        settings.put("files.s3.timeout", "1s");
        try (UnderTest service = new UnderTest(PostgresServer.shared()).start(settings)) {
            Caller caller = FileClient.withFiles(Caller.of(service, UUID.randomUUID()));
            FileClient client = new FileClient(caller);

            HttpResponse<byte[]> refused = client.upload("/files/upload", "a.pdf", FileClient.pdf(1000, 1));

            assertThat(refused.statusCode()).as(FileClient.text(refused)).isEqualTo(503);
            assertThat(FileClient.json(refused).getString("code")).isEqualTo("dependency_unavailable");
            assertThat(FileClient.header(refused, "Retry-After")).isEqualTo("60");
            assertThat(client.get("/cyber-assets").statusCode()).isEqualTo(200);
        }
    }

    /** A store that is overloaded now may serve soon, and all other data can be served meanwhile. */
    @Test
    void butAFaultOfTheStoreEndsNoStart() throws IOException {
        HttpServer store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        store.start();
        Map<String, Object> settings = S3Proxy.shared().settings(Path.of("bucket"));
        settings.put(
                "files.s3.endpoint", "http://127.0.0.1:" + store.getAddress().getPort());
        settings.put("files.s3.timeout", "2s");
        try {
            start(settings);
        } finally {
            store.stop(0);
        }
    }

    @Test
    void atStartIfThereIsNoSuchBucket() {
        assertThatThrownBy(() -> start(S3Proxy.shared().settings(Path.of("no-such-bucket"))))
                .hasStackTraceContaining("refuses the bucket no-such-bucket: status 404");
    }

    @Test
    void atStartIfTheSecretIsWrong() {
        Map<String, Object> settings =
                S3Proxy.shared().settings(S3Proxy.shared().newBucket());
        settings.put("files.s3.secretAccessKey", "another");

        assertThatThrownBy(() -> start(settings))
                .hasStackTraceContaining("status 403")
                .satisfies(refused -> assertThat(String.valueOf(refused)).doesNotContain("another"));
    }

    private static void start(Map<String, Object> settings) {
        try (UnderTest service = new UnderTest(PostgresServer.shared())) {
            service.start(settings);
        }
    }
}
