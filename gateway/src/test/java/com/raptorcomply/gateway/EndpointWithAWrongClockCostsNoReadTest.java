package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.log.LogLines;
import com.raptorcomply.gateway.upstream.UpstreamClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One of two endpoints has a wrong clock, so it refuses the stamps of the gateway. The other one serves the requests. */
@Timeout(60)
class EndpointWithAWrongClockCostsNoReadTest {
    private static final int REQUESTS = 20;
    private static final int FAILURES_MAX = 5;
    private static final SocketUpstream.Behaviour REFUSES = SocketUpstream.writes(
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: TenantStamp error=\"not_yet_valid\"\r\nContent-Length: 0\r\n\r\n",
            true);

    private static final SocketUpstream WRONG = new SocketUpstream(REFUSES);
    private static final SocketUpstream OTHER = new SocketUpstream(SocketUpstream.says("answer"));
    private static final SocketUpstream ALSO_WRONG = new SocketUpstream(REFUSES);

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("upstreams.resources.urls", List.of(WRONG.url(), OTHER.url()))
            .with("upstreams.keyservice.urls", List.of(WRONG.url(), ALSO_WRONG.url()))
            .with("upstreams.resources.circuitBreaker.failuresMax", FAILURES_MAX)
            .with("upstreams.resources.circuitBreaker.openDuration", "1m");

    @RegisterExtension
    final LogLines lines = LogLines.from(UpstreamClient.class);

    @AfterAll
    static void close() throws Exception {
        WRONG.close();
        OTHER.close();
        ALSO_WRONG.close();
    }

    @Test
    void whichGetsNoRequestsFromThenOn() throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(status(i % 2 == 0 ? "GET" : "POST", "/facilities")).isEqualTo(200);
        }

        assertThat(WRONG.requests())
                .filteredOn(line -> line.contains("/facilities"))
                .hasSize(FAILURES_MAX);
        assertThat(lines.all()).hasSize(FAILURES_MAX).allSatisfy(line -> {
            assertThat(line.getFormattedMessage()).contains("its clock is wrong");
            assertThat(WRONG.url()).endsWith(LogLines.value(line, "host").toString());
        });
    }

    @Test
    void butAGatewayWithAWrongClockLosesNoEndpoint() throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(status("GET", "/users")).isEqualTo(503);
        }

        assertThat(WRONG.requests()).filteredOn(line -> line.contains("/users")).hasSize(REQUESTS);
        assertThat(ALSO_WRONG.requests()).hasSize(REQUESTS);
    }

    private static int status(String method, String path) throws Exception {
        return STAGE.send(STAGE.request(path)
                        .header("X-API-Key", STAGE.keyService().key())
                        .method(method, BodyPublishers.noBody())
                        .build())
                .statusCode();
    }
}
