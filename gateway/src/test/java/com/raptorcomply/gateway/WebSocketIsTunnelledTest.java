package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class WebSocketIsTunnelledTest {
    private static final LinkedBlockingQueue<ServerWebSocketHandshake> ASKED = new LinkedBlockingQueue<>();
    private static final HttpServer UPSTREAM = upstream();

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("upstreams.resources.urls", "http://127.0.0.1:" + UPSTREAM.actualPort())
            .with("upstreams.resources.revokedStreamGrace", "200ms")
            .with("upstreams.resources.circuitBreaker.failuresMax", 1)
            .with(
                    "routes",
                    List.of(
                            Map.of("prefix", "/facilities", "upstream", "resources", "webSocket", true),
                            Map.of("prefix", "/tasks", "upstream", "resources")));

    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    @BeforeAll
    static void awaitLease() throws Exception {
        STAGE.awaitLease();
    }

    @Test
    void withTheStampAndWithoutTheKey() throws Exception {
        ASKED.clear();
        WebSocket socket = open("/facilities/echo", STAGE.keyService().key());
        socket.sendText("hello", true).get(10, TimeUnit.SECONDS);

        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("hello");
        ServerWebSocketHandshake asked = ASKED.poll(10, TimeUnit.SECONDS);
        assertThat(asked.headers().contains("X-Tenant-Stamp")).isTrue();
        assertThat(asked.headers().contains("X-API-Key")).isFalse();
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
        assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo("closed 1000");
    }

    @Test
    void untilTheUpstreamCloses() throws Exception {
        WebSocket socket = open("/facilities/echo", STAGE.keyService().key());
        socket.sendText("bye", true).get(10, TimeUnit.SECONDS);

        assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo("closed 1001");
        STAGE.awaitMeter("gateway_requests_active", 0);
        assertThat(STAGE.circuitsNotClosed()).isZero();
    }

    @Test
    void untilItsKeyIsRevoked() throws Exception {
        String key = STAGE.keyService().key();
        WebSocket socket = open("/facilities/echo", key);
        socket.sendText("hello", true).get(10, TimeUnit.SECONDS);
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("hello");

        STAGE.keyService().revoke(key);

        assertThat(ended.get(10, TimeUnit.SECONDS)).isNotEqualTo("closed 1000");
    }

    @Test
    void onlyWhereItsRouteSaysSo() {
        ASKED.clear();
        assertRefused("/tasks/echo", STAGE.keyService().key(), 404);
        assertThat(ASKED).isEmpty();
    }

    @Test
    void onlyWithAGoodKey() {
        ASKED.clear();
        assertRefused("/facilities/echo", "rc_live_wrong", 401);
        assertThat(ASKED).isEmpty();
    }

    @Test
    void unlessTheUpstreamRefuses() {
        assertRefused("/facilities/refused", STAGE.keyService().key(), 403);
    }

    private void assertRefused(String path, String key, int status) {
        assertThatThrownBy(() -> open(path, key))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(status));
    }

    private WebSocket open(String path, String key) throws Exception {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("X-API-Key", key)
                .buildAsync(URI.create("ws://127.0.0.1:" + STAGE.gateway().port() + path), new Ears())
                .get(10, TimeUnit.SECONDS);
    }

    private final class Ears implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            heard.add(text.toString());
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            ended.complete("closed " + status);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable cut) {
            ended.complete("cut");
        }
    }

    private static HttpServer upstream() {
        return Await.result(Vertx.vertx()
                .createHttpServer()
                .webSocketHandshakeHandler(asked -> {
                    ASKED.add(asked);
                    if (asked.path().endsWith("refused")) {
                        asked.reject(403);
                    } else {
                        asked.accept();
                    }
                })
                .webSocketHandler(socket -> socket.textMessageHandler(text -> {
                    if (text.equals("bye")) {
                        socket.close((short) 1001);
                    } else {
                        socket.writeTextMessage(text);
                    }
                }))
                .requestHandler(request -> request.response().setStatusCode(404).end())
                .listen(0, "127.0.0.1"));
    }
}
