package com.raptorcomply.keyservice.cli.rc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anybody on the way to another machine can read a key that goes over plain http. */
class KeyIsSentUnencryptedOnlyIfAllowedTest {
    private static final String KEY = "a-key";

    @TempDir
    Path home = Path.of(".");

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final HttpServer gateway;
    /** A form of 127.0.0.1 by which it could be any machine. */
    private final String elsewhere;

    KeyIsSentUnencryptedOnlyIfAllowedTest() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", this::respond);
        elsewhere = "http://[::ffff:127.0.0.1]:" + gateway.getAddress().getPort();
    }

    @BeforeEach
    void start() {
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    @Test
    void toTheAddressOfTheEnvironment() {
        Map<String, String> environment = Map.of("RC_URL", elsewhere, "RC_KEY", KEY);

        assertThat(rc(environment, "keys", "list")).isEqualTo(2);
        assertThat(said()).contains("the key would be sent unencrypted to " + elsewhere + ": use https");
        assertThat(keys).isEmpty();
        assertThat(rc(environment, "keys", "list", "--allow-http")).as(said()).isZero();
        assertThat(keys).containsExactly(KEY);
    }

    @Test
    void toThatOfAContext() {
        Map<String, String> environment = Map.of("RC_HOME", home.toString());

        assertThat(rc(environment, "context", "add", "plant", "--url", elsewhere))
                .isEqualTo(2);
        assertThat(said()).contains("the key would be sent unencrypted");
        assertThat(home).isEmptyDirectory();
        assertThat(rc(environment, "context", "add", "plant", "--url", elsewhere, "--allow-http"))
                .as(said())
                .isZero();
        assertThat(rc(environment, "keys", "list")).as(said()).isZero();
        assertThat(keys).containsExactly(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST"})
    void butAlwaysOnThisMachine(String host) {
        String url = "http://" + host + ":" + gateway.getAddress().getPort();

        assertThat(rc(Map.of("RC_URL", url, "RC_KEY", KEY), "keys", "list"))
                .as(said())
                .isZero();
    }

    private int rc(Map<String, String> environment, String... arguments) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Rc(environment, new ByteArrayInputStream((KEY + "\n").getBytes(StandardCharsets.UTF_8)), out, out)
                .run(arguments);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private void respond(HttpExchange exchange) throws IOException {
        keys.add(exchange.getRequestHeaders().getFirst("X-API-Key"));
        byte[] none = "[]".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, none.length);
        exchange.getResponseBody().write(none);
        exchange.close();
    }
}
