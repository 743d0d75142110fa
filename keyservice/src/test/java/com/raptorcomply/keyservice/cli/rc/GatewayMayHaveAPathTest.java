package com.raptorcomply.keyservice.cli.rc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A balancer may have the gateway below a path of its own. */
class GatewayMayHaveAPathTest {
    private final List<String> requested = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final HttpServer balancer;

    GatewayMayHaveAPathTest() throws IOException {
        balancer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        balancer.createContext("/", this::respond);
    }

    @BeforeEach
    void start() {
        balancer.start();
    }

    @AfterEach
    void stop() {
        balancer.stop(0);
    }

    @Test
    void alsoForFurtherPages() {
        assertThat(rc("http://127.0.0.1:" + balancer.getAddress().getPort() + "/power/"))
                .as(said.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(requested).containsExactly("/power/api-keys", "/power/api-keys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:secret@gateway.example.test",
                "https://gateway.example.test/?a=b",
                "https://gateway.example.test/#a",
                "ftp://gateway.example.test"
            })
    void butNothingElse(String url) {
        assertThat(rc(url)).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("is not a URL such as")
                .doesNotContain("secret");
    }

    private int rc(String url) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Rc(Map.of("RC_URL", url, "RC_KEY", "a-key"), InputStream.nullInputStream(), out, out)
                .run("keys", "list", "--json");
    }

    private void respond(HttpExchange exchange) throws IOException {
        requested.add(exchange.getRequestURI().getPath());
        if (requested.size() == 1) {
            exchange.getResponseHeaders().add("Link", "</api-keys?cursor=a>; rel=\"next\"");
        }
        byte[] none = "[]".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, none.length);
        exchange.getResponseBody().write(none);
        exchange.close();
    }
}
