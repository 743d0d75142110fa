package com.raptorcomply.keyservice.cli.rc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A balancer may have the gateway below a path of its own. */
class GatewayMayHaveAPathTest {
    private final List<String> requested = new CopyOnWriteArrayList<>();
    private final RcRun rc = new RcRun(this::respond);

    @AfterEach
    void stop() {
        rc.close();
    }

    @Test
    void alsoForFurtherPages() {
        assertThat(list(rc.url() + "/power/")).as(rc.said()).isZero();
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
        assertThat(list(url)).isEqualTo(2);
        assertThat(rc.said()).contains("is not a URL such as").doesNotContain("secret");
    }

    private int list(String url) {
        return rc.run(Map.of("RC_URL", url, "RC_KEY", RcRun.KEY), "keys", "list", "--json");
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
