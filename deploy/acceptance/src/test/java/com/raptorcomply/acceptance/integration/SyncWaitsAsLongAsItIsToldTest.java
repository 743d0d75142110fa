package com.raptorcomply.acceptance.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behind a proxy that refuses the first requests for now, each example comes back after Retry-After, not before. */
@ExtendWith(RunningWhole.class)
@Timeout(300)
class SyncWaitsAsLongAsItIsToldTest {
    private static final int REFUSED = 2;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Path folder;
    private final List<Long> arrivals = Collections.synchronizedList(new ArrayList<>());

    SyncWaitsAsLongAsItIsToldTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({"429", "503"})
    void theSync(int status, Whole whole) throws Exception {
        assertWaits(
                status,
                whole,
                "cmdb-sync.py",
                "--state",
                folder.resolve("state").toString());
    }

    @ParameterizedTest
    @CsvSource({"429", "503"})
    void theDigest(int status, Whole whole) throws Exception {
        assertWaits(status, whole, "due-digest");
    }

    @Test
    void theSyncGivesUpInTheEnd(Whole whole) throws Exception {
        HttpServer proxy = proxy(503, Integer.MAX_VALUE, whole);
        try {
            Example.Ended ended = example("cmdb-sync.py", proxy, whole)
                    .run("--state", folder.resolve("state").toString(), "--patience", "2");
            assertThat(ended.status()).isEqualTo(75);
            assertThat(ended.error()).startsWith("error: GET /changes").contains("failed for 2 seconds");
        } finally {
            proxy.stop(0);
        }
    }

    private void assertWaits(int status, Whole whole, String program, String... arguments) throws Exception {
        HttpServer proxy = proxy(status, REFUSED, whole);
        try {
            Example.Ended ended = example(program, proxy, whole).run(arguments);
            assertThat(ended.status()).as(ended.error()).isZero();
        } finally {
            proxy.stop(0);
        }
        assertThat(arrivals).hasSizeGreaterThan(REFUSED);
        for (int i = 1; i <= REFUSED; i++) {
            assertThat(Duration.ofNanos(arrivals.get(i) - arrivals.get(i - 1))).isGreaterThanOrEqualTo(RETRY_AFTER);
        }
    }

    private Example example(String program, HttpServer proxy, Whole whole) {
        String url = "http://127.0.0.1:" + proxy.getAddress().getPort();
        return new Example(
                program, folder, Map.of("GATEWAY_URL", url, "RAPTOR_COMPLY_API_KEY", whole.value("ORG_A_ADMIN_KEY")));
    }

    /** Refuses the first requests with this status, and passes the others on to the gateway. */
    private HttpServer proxy(int status, int refused, Whole whole) throws IOException {
        Client gateway = new Client(whole.value("GATEWAY_URL"), "");
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            arrivals.add(System.nanoTime());
            if (arrivals.size() <= refused) {
                exchange.getResponseHeaders().set("Retry-After", "" + RETRY_AFTER.toSeconds());
                send(exchange, status, "{\"message\":\"Please wait.\"}");
            } else {
                Reply reply = gateway.with(exchange.getRequestHeaders().getFirst("X-API-Key"))
                        .send("GET", exchange.getRequestURI().toString(), "", request -> request);
                reply.header("Link")
                        .ifPresent(link -> exchange.getResponseHeaders().set("Link", link));
                send(exchange, reply.status(), reply.body());
            }
        });
        proxy.start();
        return proxy;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
