package com.raptorcomply.acceptance.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sync of a CMDB, killed at its first request, then at the second one of the next run, and so on, before the gateway gets
 * the request or before the program gets the response, ends with each asset written once.
 */
@ExtendWith(RunningWhole.class)
@Timeout(600)
class SyncKilledAtEachRequestGoesOnTest {
    private static final int ASSETS = 6;
    /** More requests than a run without a kill sends. */
    private static final int REQUESTS_MAX = 20;

    private final Path folder;

    SyncKilledAtEachRequestGoesOnTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void untilItIsDone(boolean afterTheGateway, Whole whole) throws Exception {
        Client admin = whole.adminA();
        List<JsonObject> assets =
                IntStream.range(0, ASSETS).mapToObj(number -> whole.newAsset()).toList();
        Path file = Files.write(
                folder.resolve("assets"),
                assets.stream().map(JsonObject::encode).toList());

        int kills = 0;
        while (isKilled(whole, kills + 1, afterTheGateway, file)) {
            kills++;
            assertThat(kills).isLessThan(REQUESTS_MAX);
        }

        assertThat(kills).isGreaterThan(2);
        for (JsonObject asset : assets) {
            JsonObject stored = admin.get("/cyber-assets?assetTag=" + asset.getString("assetTag"))
                    .array()
                    .getJsonObject(0);
            assertThat(admin.get("/activity/by-resource-type/cyber_asset/" + stored.getString("id"))
                            .array())
                    .hasSize(1);
        }
    }

    /** Runs the sync, and kills it at a request of this run. Returns false if it ended before. */
    private boolean isKilled(Whole whole, int request, boolean afterTheGateway, Path assets) throws Exception {
        Client gateway = whole.adminA();
        CompletableFuture<Process> sync = new CompletableFuture<>();
        AtomicInteger requests = new AtomicInteger();
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            boolean kills = requests.incrementAndGet() == request;
            if (kills && !afterTheGateway) {
                sync.join().destroyForcibly();
            } else {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                Reply reply = gateway.send(
                        exchange.getRequestMethod(), exchange.getRequestURI().toString(), body, sent -> sent);
                if (kills) {
                    sync.join().destroyForcibly();
                } else {
                    respond(exchange, reply);
                }
            }
        });
        proxy.start();
        try {
            String url = "http://127.0.0.1:" + proxy.getAddress().getPort();
            Process process = new Example(
                            "cmdb-sync.py",
                            folder,
                            Map.of("GATEWAY_URL", url, "RAPTOR_COMPLY_API_KEY", whole.value("ORG_A_ADMIN_KEY")))
                    .start("--state", folder.resolve("state").toString(), "--assets", assets.toString());
            sync.complete(process);
            int status = process.waitFor();
            assertThat(status == 0).isEqualTo(requests.get() < request);
            return status != 0;
        } finally {
            proxy.stop(0);
        }
    }

    private static void respond(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
