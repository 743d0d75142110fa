package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.grant.Permissions;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that has the head of a 403 finds the trace, even while the upstream still sends the body. */
@Timeout(30)
class TraceIsWrittenBeforeTheResponseTest {
    private static final CountDownLatch READ = new CountDownLatch(1);
    private static final SocketUpstream UPSTREAM = new SocketUpstream((head, out) -> {
        out.write("HTTP/1.1 403 Forbidden\r\nX-Permission-Missing: facilities:read\r\nContent-Length: 3\r\n\r\nno"
                .getBytes(StandardCharsets.US_ASCII));
        READ.await();
        out.write('!');
        return true;
    });

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("upstreams.resources.urls", UPSTREAM.url())
            .with("upstreams.resources.healthCheck.interval", "1h");

    @Test
    void ofAnUpstreamsRefusal() throws Exception {
        String key = STAGE.keyService()
                .key(grant -> TestGrants.with(grant, Permissions.of(List.of("traces:read")), grant.sequence()));
        HttpRequest refused = STAGE.request("/facilities")
                .header("X-API-Key", key)
                .header("X-Request-Id", "refused-slowly")
                .build();
        HttpResponse<java.io.InputStream> head =
                java.net.http.HttpClient.newHttpClient().send(refused, BodyHandlers.ofInputStream());
        assertThat(head.statusCode()).isEqualTo(403);

        HttpResponse<String> trace = STAGE.get("/traces/refused-slowly", "X-API-Key", key);
        READ.countDown();

        assertThat(trace.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(trace.body()).getString("permission")).isEqualTo("facilities:read");
        assertThat(new String(head.body().readAllBytes(), StandardCharsets.US_ASCII))
                .isEqualTo("no!");
    }
}
