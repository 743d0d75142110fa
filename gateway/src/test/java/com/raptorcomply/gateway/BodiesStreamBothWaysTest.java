package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BodiesStreamBothWaysTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    void aBodyOfKnownLengthArrivesWhole() throws Exception {
        String body = "x".repeat(500_000);

        assertThat(post(BodyPublishers.ofString(body)).getString("body")).isEqualTo(body);
    }

    @Test
    void aChunkedBodyArrivesWhole() throws Exception {
        byte[] chunk = "0123456789".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        JsonObject echoed = post(BodyPublishers.ofByteArrays(
                IntStream.range(0, 50).mapToObj(i -> chunk).toList()));

        assertThat(echoed.getString("body")).hasSize(500_000);
    }

    @Test
    void aBodyBeyondTheBoundIs413() throws Exception {
        HttpResponse<String> response = STAGE.send(STAGE.request("/facilities")
                .header("X-API-Key", STAGE.keyService().key())
                .POST(BodyPublishers.ofString("x".repeat(1_000_001)))
                .build());

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyBeyondTheBoundPassesWhereTheRouteHasALargerOne() throws Exception {
        HttpResponse<String> response = STAGE.send(STAGE.request("/files/upload")
                .header("X-API-Key", STAGE.keyService().key())
                .POST(BodyPublishers.ofString("x".repeat(1_000_001)))
                .build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(response.body()).getString("body")).hasSize(1_000_001);
    }

    @Test
    void manyRequestsFollowEachOtherOnOneConnection() throws Exception {
        String key = STAGE.keyService().key();
        for (int i = 0; i < 20; i++) {
            assertThat(STAGE.get("/facilities/" + i, "X-API-Key", key).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToContinue() throws Exception {
        String answer = STAGE.rawUntilClosed("POST /facilities HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-API-Key: "
                + STAGE.keyService().key()
                + "\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi");

        assertThat(answer)
                .startsWith("HTTP/1.1 100 ")
                .contains("HTTP/1.1 200 OK")
                .contains("\"body\":\"hi\"");
    }

    private static JsonObject post(java.net.http.HttpRequest.BodyPublisher body) throws Exception {
        return new JsonObject(STAGE.send(STAGE.request("/facilities")
                        .header("X-API-Key", STAGE.keyService().key())
                        .POST(body)
                        .build())
                .body());
    }
}
