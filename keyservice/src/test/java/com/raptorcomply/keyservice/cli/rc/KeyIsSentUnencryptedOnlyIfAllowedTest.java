package com.raptorcomply.keyservice.cli.rc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anybody on the way to another machine can read a key that goes over plain http. */
class KeyIsSentUnencryptedOnlyIfAllowedTest {
    @TempDir
    Path home = Path.of(".");

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final RcRun rc = new RcRun(this::respond);
    /** A form of 127.0.0.1 by which it could be any machine. */
    private final String elsewhere = rc.url("[::ffff:127.0.0.1]");

    @AfterEach
    void stop() {
        rc.close();
    }

    @Test
    void toTheAddressOfTheEnvironment() {
        Map<String, String> environment = Map.of("RC_URL", elsewhere, "RC_KEY", RcRun.KEY);

        assertThat(rc.run(environment, "keys", "list")).isEqualTo(2);
        assertThat(rc.said()).contains("the key would be sent unencrypted to " + elsewhere + ": use https");
        assertThat(keys).isEmpty();
        assertThat(rc.run(environment, "keys", "list", "--allow-http"))
                .as(rc.said())
                .isZero();
        assertThat(keys).containsExactly(RcRun.KEY);
    }

    @Test
    void toThatOfAContext() {
        Map<String, String> environment = Map.of("RC_HOME", home.toString());

        assertThat(rc.run(environment, "context", "add", "plant", "--url", elsewhere))
                .isEqualTo(2);
        assertThat(rc.said()).contains("the key would be sent unencrypted");
        assertThat(home).isEmptyDirectory();
        assertThat(rc.run(environment, "context", "add", "plant", "--url", elsewhere, "--allow-http"))
                .as(rc.said())
                .isZero();
        assertThat(rc.run(environment, "keys", "list")).as(rc.said()).isZero();
        assertThat(keys).containsExactly(RcRun.KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST"})
    void butAlwaysOnThisMachine(String host) {
        assertThat(rc.run(Map.of("RC_URL", rc.url(host), "RC_KEY", RcRun.KEY), "keys", "list"))
                .as(rc.said())
                .isZero();
    }

    private void respond(HttpExchange exchange) throws IOException {
        keys.add(exchange.getRequestHeaders().getFirst("X-API-Key"));
        byte[] none = "[]".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, none.length);
        exchange.getResponseBody().write(none);
        exchange.close();
    }
}
