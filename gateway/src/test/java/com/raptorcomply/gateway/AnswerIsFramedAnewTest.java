package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A client gets exactly one response for each request, however the upstream frames it. */
class AnswerIsFramedAnewTest {
    private static final WireUpstream WIRE = new WireUpstream();

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("upstreams.resources.urls", List.of(WIRE.url()))
            .with("upstreams.resources.circuitBreaker.failuresMax", 1000);

    @BeforeEach
    void forget() {
        WIRE.forget();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void oneAnswerAndThenTheNext(String what, String method, String bytes, String status, String body)
            throws Exception {
        WIRE.answer("/facilities/odd", bytes);
        String answer = STAGE.rawUntilClosed(
                request(method, "/facilities/odd", "") + request("GET", "/facilities/next", "close"));

        String[] answers = answer.split("(?=HTTP/1\\.1 [0-9]{3} )", -1);
        assertThat(answers).as(answer).hasSize(2);
        assertThat(answers[0]).startsWith("HTTP/1.1 " + status + " ").endsWith("\r\n\r\n" + body);
        assertThat(answers[1]).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nok");
    }

    private static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("204", "GET", "HTTP/1.1 204 No Content\r\n\r\n", "204", ""),
                Arguments.of(
                        "304 with the length of what is not there",
                        "GET",
                        "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
                        "304",
                        ""),
                Arguments.of(
                        "HEAD with the length of what is not there",
                        "HEAD",
                        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
                        "200",
                        ""),
                Arguments.of(
                        "103 and then the answer",
                        "GET",
                        "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na",
                        "200",
                        "a"),
                Arguments.of(
                        "100 unasked and then the answer",
                        "GET",
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na",
                        "200",
                        "a"),
                Arguments.of(
                        "chunks with a trailer",
                        "GET",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Trailer: t\r\n\r\n",
                        "200",
                        "1\r\na\r\n0\r\n\r\n"),
                Arguments.of("an empty body", "GET", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "200", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ambiguous")
    void anAnswerOfTwoMeaningsNeverReachesAnotherRequest(String what, String bytes) throws Exception {
        WIRE.answer("/facilities/odd", bytes);
        STAGE.rawUntilClosed(request("GET", "/facilities/odd", "close"));

        for (int i = 0; i < 5; i++) {
            assertThat(STAGE.rawUntilClosed(request("GET", "/facilities/next", "close")))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("\r\n\r\nok")
                    .doesNotContain("stolen");
        }
    }

    private static Stream<Arguments> ambiguous() {
        String stolen = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nstolen";
        return Stream.of(
                Arguments.of(
                        "a second answer that nobody asked for",
                        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na" + stolen),
                Arguments.of("a second answer after 204", "HTTP/1.1 204 No Content\r\n\r\n" + stolen),
                Arguments.of("a body after 304", "HTTP/1.1 304 Not Modified\r\nContent-Length: 49\r\n\r\n" + stolen),
                Arguments.of(
                        "length and chunked",
                        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + stolen),
                Arguments.of(
                        "two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 0\r\n\r\na" + stolen),
                Arguments.of("a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n" + stolen),
                Arguments.of(
                        "a protocol that nobody asked for",
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n" + stolen),
                Arguments.of("a bad chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + stolen));
    }

    @Test
    void aLineFeedInAFieldDoesNotBecomeAFieldOfTheAnswer() throws Exception {
        WIRE.answer("/facilities/odd", "HTTP/1.1 200 OK\r\nX: a\rSet-Cookie: stolen\r\nContent-Length: 0\r\n\r\n");
        assertThat(STAGE.rawUntilClosed(request("GET", "/facilities/odd", "close")))
                .doesNotContain("\rSet-Cookie");
    }

    private static String request(String method, String target, String connection) {
        return method + " " + target + " HTTP/1.1\r\nHost: a\r\nX-API-Key: "
                + STAGE.keyService().key() + "\r\n" + (connection.isEmpty() ? "" : "Connection: " + connection + "\r\n")
                + "\r\n";
    }
}
