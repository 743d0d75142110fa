package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.settings.Settings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two gateways with a real Redis admit exactly the limit together, and each its own part without Redis. */
class LimitsHoldAcrossGatewaysThroughRedisTest {
    private static final int LIMIT = 20;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<GatewayService> gateways = new ArrayList<>();
    private Vertx vertx = Vertx.vertx();
    private AutoCloseable[] closeables = {};
    private InMemoryKeyService keyService;
    private RedisServer redis;

    @BeforeEach
    void start() throws Exception {
        redis = RedisServer.start();
        keyService = new InMemoryKeyService(vertx, GatewayUnderTest.TERM_MILLIS);
        keyService.gateways(2);
        EchoUpstream upstream = new EchoUpstream(vertx);
        closeables = new AutoCloseable[] {keyService};
        for (int i = 0; i < 2; i++) {
            gateways.add(Await.result(GatewayService.start(
                    vertx, Settings.load("GATEWAY", null, Map.of(), settings(keyService, upstream)))));
        }
        for (GatewayService gateway : gateways) {
            until(gateway, "gateway_ratelimit_gateways", 2);
            until(gateway, "gateway_ratelimit_redis_up", 1);
        }
    }

    private Map<String, Object> settings(InMemoryKeyService stand, EchoUpstream upstream) {
        return Map.ofEntries(
                Map.entry("host", "127.0.0.1"),
                Map.entry("port", 0),
                Map.entry("management.port", 0),
                Map.entry("eventLoops", 2),
                Map.entry("keyservice.urls", List.of(stand.url())),
                Map.entry("keyservice.credential", InMemoryKeyService.CREDENTIAL),
                Map.entry("upstreams.keyservice.urls", List.of(stand.url())),
                Map.entry("upstreams.resources.urls", List.of(upstream.url())),
                Map.entry("drainDelay", "0s"),
                Map.entry("limits.key.requests", LIMIT),
                Map.entry("limits.key.period", "1d"),
                Map.entry("limits.policies.exports.requests", 1),
                Map.entry("limits.policies.exports.period", "1d"),
                Map.entry(
                        "routes",
                        List.of(
                                Map.of("prefix", "/facilities", "upstream", "resources"),
                                Map.of("prefix", "/export", "upstream", "resources", "policy", "exports"))),
                Map.entry("limits.redis.url", redis.url()),
                Map.entry("limits.redis.password", RedisServer.PASSWORD),
                Map.entry("limits.redis.timeout", "3s"),
                Map.entry("limits.redis.retryAfter", "10ms"));
    }

    @AfterEach
    void end() throws Exception {
        for (GatewayService gateway : gateways) {
            Await.result(gateway.close());
        }
        for (AutoCloseable closeable : closeables) {
            closeable.close();
        }
        Await.result(vertx.close());
        if (redis != null) {
            redis.close();
        }
    }

    @Test
    void bothTogetherAdmitTheLimitExactly() throws Exception {
        String key = keyService.key();
        assertThat(admitted(key, 5 * LIMIT, 0, 1)).isEqualTo(LIMIT);
    }

    @Test
    void whatIsLeftByOneIsThereForTheOther() throws Exception {
        String key = keyService.key();
        assertThat(admitted(key, LIMIT - 2, 0)).isEqualTo(LIMIT - 2);
        assertThat(admitted(key, LIMIT, 1)).isEqualTo(2);
    }

    @Test
    void whatThePlanOfARouteRefusesIsGivenBackToTheKey() throws Exception {
        String key = keyService.key();
        for (int i = 0; i < LIMIT; i++) {
            assertThat(get(0, "/export", key).get(20, TimeUnit.SECONDS).statusCode())
                    .isEqualTo(i == 0 ? 200 : 429);
        }

        int admitted = 0;
        for (int i = 0; i < 2 * LIMIT; i++) {
            admitted += get(0, key).get(20, TimeUnit.SECONDS).statusCode() == 200 ? 1 : 0;
        }

        assertThat(admitted).isEqualTo(LIMIT - 1);
    }

    @Test
    void aRefusalIsToldWithTheWholeLimitAndATime() throws Exception {
        String key = keyService.key();
        HttpResponse<String> first = get(0, key).get(20, TimeUnit.SECONDS);
        assertThat(first.headers().firstValue("RateLimit-Policy")).contains("\"key\";q=" + LIMIT + ";w=86400");
        assertThat(first.headers().firstValue("RateLimit")).get().asString().startsWith("\"key\";r=" + (LIMIT - 1));

        admitted(key, 2 * LIMIT, 0, 1);
        HttpResponse<String> refused = get(1, key).get(20, TimeUnit.SECONDS);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
    }

    @Test
    void withoutRedisEachAdmitsItsShareAndSaysSo() throws Exception {
        redis.close();
        String key = keyService.key();
        assertThat(admitted(key, 5 * LIMIT, 0, 1)).isEqualTo(LIMIT);
        assertThat(meter(gateways.get(0), "gateway_ratelimit_redis_fallbacks_total"))
                .isPositive();

        redis.run();
        until(gateways.get(0), "gateway_ratelimit_redis_up", 1, keyService.key());
    }

    @Test
    void aRedisThatHangsHoldsUpNoRequestForLong() throws Exception {
        redis.signal("STOP");
        try {
            String key = keyService.key();
            assertThat(get(0, key).get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(meter(gateways.get(0), "gateway_ratelimit_redis_up")).isZero();
        } finally {
            redis.signal("CONT");
        }
    }

    /** Sends requests to these gateways in turn, all at once, and returns the number of admitted ones. */
    private long admitted(String key, int requests, int... turn) {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            answers.add(get(turn[i % turn.length], key));
        }
        return answers.stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.statusCode() == 200)
                .count();
    }

    private CompletableFuture<HttpResponse<String>> get(int gateway, String key) {
        return get(gateway, "/facilities", key);
    }

    private CompletableFuture<HttpResponse<String>> get(int gateway, String path, String key) {
        return client.sendAsync(
                HttpRequest.newBuilder(uri(gateways.get(gateway).port(), path))
                        .header("X-API-Key", key)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void until(GatewayService gateway, String name, double value, String... keys) throws Exception {
        Await.until(name + " is " + value, () -> {
            for (String key : keys) {
                get(gateways.indexOf(gateway), key).get(20, TimeUnit.SECONDS);
            }
            return meter(gateway, name) == value;
        });
    }

    private double meter(GatewayService gateway, String name) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(gateway.managementPort(), "/metrics"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.matches(name + "[ {].*"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
