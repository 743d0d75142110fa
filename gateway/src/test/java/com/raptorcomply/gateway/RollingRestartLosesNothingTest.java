package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.settings.Settings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code -Drolling.rounds=20} runs more rounds. */
@Timeout(240)
class RollingRestartLosesNothingTest {
    private static final Logger LOG = LoggerFactory.getLogger(RollingRestartLosesNothingTest.class);
    private static final int ROUNDS = Integer.getInteger("rolling.rounds", 1);
    private static final int CLIENTS = 4;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient checker = HttpClient.newHttpClient();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<GatewayService> gateways = new CopyOnWriteArrayList<>();
    private InMemoryKeyService keyService;
    private EchoUpstream upstream;
    private String key;

    @BeforeEach
    void start() throws Exception {
        keyService = new InMemoryKeyService(vertx, GatewayUnderTest.TERM_MILLIS);
        upstream = new EchoUpstream(vertx);
        key = keyService.key();
        gateways.add(gateway());
        gateways.add(gateway());
    }

    @AfterEach
    void stop() throws Exception {
        for (GatewayService each : gateways) {
            Await.result(each.close());
        }
        Await.result(vertx.close());
    }

    @Test
    void forClientsThatAskTwoGatewaysInTurnWhetherTheyAreReady() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<java.util.concurrent.Future<Integer>> answered = new CopyOnWriteArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            answered.add(clients.submit(useThem()));
        }
        for (int i = 0; i < 2 * ROUNDS; i++) {
            restart(i % 2);
        }
        over.set(true);
        clients.shutdown();
        int requests = 0;
        for (java.util.concurrent.Future<Integer> each : answered) {
            requests += each.get();
        }
        LOG.atInfo()
                .addKeyValue("requests", requests)
                .addKeyValue("failures", 0)
                .log("Rolling restart");
        assertThat(requests).isPositive();
    }

    private void restart(int which) throws Exception {
        Await.result(gateways.get(which).close());
        gateways.set(which, gateway());
        Await.until(
                "the restarted gateway is ready",
                () -> isReady(gateways.get(which).managementPort()));
    }

    /**
     * Runs one client. It keeps connections open, changes to the other gateway when one is not ready, and never
     * retries.
     */
    private Callable<Integer> useThem() {
        return () -> {
            int requests = 0;
            Map<Integer, Client> connections = new HashMap<>();
            for (int turn = 0; !over.get(); turn++) {
                GatewayService gateway = gateways.get(turn % 2);
                if (!isReady(gateway.managementPort())) {
                    closed(connections, gateway.port());
                    continue;
                }
                Client client = connections.get(gateway.port());
                if (client == null) {
                    client = new Client(gateway.port());
                    connections.put(gateway.port(), client);
                }
                Client.Answer answer =
                        client.write(Client.get("/facilities", key)).read();
                if (answer.status() != 200) {
                    throw new ExecutionException(new AssertionError(answer.head()));
                }
                if (answer.closes()) {
                    closed(connections, gateway.port());
                }
                requests++;
            }
            return requests;
        };
    }

    private static void closed(Map<Integer, Client> connections, int port) throws IOException {
        Client client = connections.remove(port);
        if (client != null) {
            client.close();
        }
    }

    private boolean isReady(int managementPort) throws InterruptedException {
        URI ready = URI.create("http://127.0.0.1:" + managementPort + "/health/ready");
        try {
            return checker.send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException gone) {
            return false;
        }
    }

    private GatewayService gateway() throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put("host", "127.0.0.1");
        settings.put("port", 0);
        settings.put("management.port", 0);
        settings.put("eventLoops", 1);
        settings.put("drainDelay", "1s");
        settings.put("keyservice.urls", List.of(keyService.url()));
        settings.put("keyservice.credential", InMemoryKeyService.CREDENTIAL);
        settings.put("upstreams.keyservice.urls", List.of(keyService.url()));
        settings.put("upstreams.resources.urls", List.of(upstream.url()));
        return Await.result(GatewayService.start(vertx, Settings.load("GATEWAY", null, Map.of(), settings)));
    }
}
