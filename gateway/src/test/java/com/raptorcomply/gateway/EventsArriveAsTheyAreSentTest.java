package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class EventsArriveAsTheyAreSentTest {
    private static final SynchronousQueue<String> EVENTS = new SynchronousQueue<>();
    private static final SocketUpstream UPSTREAM = new SocketUpstream((head, out) -> {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        for (String event = EVENTS.take(); !event.isEmpty(); event = EVENTS.take()) {
            String data = "data: " + event + "\n\n";
            out.write(
                    (Integer.toHexString(data.length()) + "\r\n" + data + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return true;
    });

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest().with("upstreams.resources.urls", UPSTREAM.url());

    @Test
    void andTheHeadBeforeAnyOfThem() throws Exception {
        HttpResponse<InputStream> response = HttpClient.newHttpClient()
                .send(
                        STAGE.request("/facilities/events")
                                .header("X-API-Key", STAGE.keyService().key())
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");

        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.US_ASCII))) {
            for (int i = 0; i < 5; i++) {
                EVENTS.put("event " + i);
                assertThat(lines.readLine()).isEqualTo("data: event " + i);
                assertThat(lines.readLine()).isEmpty();
            }
            EVENTS.put("");
            assertThat(lines.readLine()).isNull();
        }
    }
}
