package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.raptorcomply.chassis.http.StrictParser.Request;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A strict parser reads the bytes that the upstream receives: the request that was sent, with its method, target and
 * body, followed by the next request of the connection and nothing else.
 */
class ForwardedRequestHasTheSameMeaningTest {
    private static final WireUpstream WIRE = new WireUpstream();

    @RegisterExtension
    static final GatewayUnderTest STAGE =
            new GatewayUnderTest().with("eventLoops", 1).with("upstreams.resources.urls", List.of(WIRE.url()));

    private static final String NEXT =
            "GET /facilities/next HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-API-Key: KEY\r\n\r\n";

    @BeforeEach
    void forget() {
        WIRE.forget();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void aGoodOne(String what, String request, String method, String target, String body) throws Exception {
        String answer = STAGE.rawUntilClosed(keyed(request + NEXT));

        assertThat(WIRE.requests())
                .extracting(Request::method, Request::target, Request::body)
                .containsExactlyInAnyOrder(tuple(method, target, body), tuple("GET", "/facilities/next", ""));
        assertThat(answer.split("HTTP/1.1 200 ", -1)).as(answer).hasSize(3);
    }

    private static Stream<Arguments> good() {
        return Stream.of(
                good("the plainest", get("/facilities", ""), "GET", "/facilities", ""),
                good("a query", get("/facilities?a=%2F..%2F&b=?/", ""), "GET", "/facilities?a=%2F..%2F&b=?/", ""),
                good("escapes", get("/%66acilities/%7e%c3%a9", ""), "GET", "/facilities/~%C3%A9", ""),
                good("an empty line before it", "\r\n" + get("/facilities", ""), "GET", "/facilities", ""),
                good("a tab and spaces around a value", get("/facilities", "X: \t a \t\r\n"), "GET", "/facilities", ""),
                good("an empty value", get("/facilities", "X:\r\n"), "GET", "/facilities", ""),
                good(
                        "bytes above ASCII in a value",
                        get("/facilities", "X: \u00e9\u00ff\r\n"),
                        "GET",
                        "/facilities",
                        ""),
                good("an odd but legal name", get("/facilities", "!#$%&'*+-.^_`|~: a\r\n"), "GET", "/facilities", ""),
                good(
                        "fields that Connection names",
                        get("/facilities", "Connection: X-Hop\r\nX-Hop: 1\r\n"),
                        "GET",
                        "/facilities",
                        ""),
                good(
                        "TE and Keep-Alive",
                        get("/facilities", "TE: trailers\r\nKeep-Alive: timeout=5\r\n"),
                        "GET",
                        "/facilities",
                        ""),
                good(
                        "Proxy-Connection",
                        get("/facilities", "Proxy-Connection: keep-alive\r\n"),
                        "GET",
                        "/facilities",
                        ""),
                good(
                        "an offer of h2c",
                        get(
                                "/facilities",
                                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"),
                        "GET",
                        "/facilities",
                        ""),
                good(
                        "a tenant with underscores",
                        get("/facilities", "X_Tenant_Id: evil\r\n"),
                        "GET",
                        "/facilities",
                        ""),
                good("a hundred fields", get("/facilities", fields(100)), "GET", "/facilities", ""),
                good(
                        "a header of 60 KiB",
                        get("/facilities", "X: " + "a".repeat(60 * 1024) + "\r\n"),
                        "GET",
                        "/facilities",
                        ""),
                good(
                        "a target of 8,000 bytes",
                        get("/facilities/" + "a".repeat(8_000), ""),
                        "GET",
                        "/facilities/" + "a".repeat(8_000),
                        ""),
                good("HEAD", "HEAD" + get("/facilities", "").substring(3), "HEAD", "/facilities", ""),
                good("OPTIONS", "OPTIONS" + get("/facilities", "").substring(3), "OPTIONS", "/facilities", ""),
                good(
                        "GET with a body",
                        get("/facilities", "Content-Length: 3\r\n") + "abc",
                        "GET",
                        "/facilities",
                        "abc"),
                good(
                        "DELETE with a body",
                        "DELETE" + get("/facilities", "Content-Length: 3\r\n").substring(3) + "abc",
                        "DELETE",
                        "/facilities",
                        "abc"),
                good("no body", post("Content-Length: 0\r\n"), "POST", "/facilities", ""),
                good(
                        "a body that looks like a request",
                        post("Content-Length: 36\r\n") + "GET /tasks HTTP/1.1\r\nHost: a\r\n\r\n    ",
                        "POST",
                        "/facilities",
                        "GET /tasks HTTP/1.1\r\nHost: a\r\n\r\n    "),
                good(
                        "a length with zeros before it",
                        post("Content-Length: 0003\r\n") + "abc",
                        "POST",
                        "/facilities",
                        "abc"),
                good(
                        "chunks",
                        post("Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n",
                        "POST",
                        "/facilities",
                        "abc0123456789"),
                good(
                        "a coding in upper case",
                        post("Transfer-Encoding: Chunked\r\n") + "1\r\na\r\n0\r\n\r\n",
                        "POST",
                        "/facilities",
                        "a"),
                good(
                        "an extension of a chunk, which stays behind",
                        post("Transfer-Encoding: chunked\r\n") + "3;a=b\r\nabc\r\n0\r\n\r\n",
                        "POST",
                        "/facilities",
                        "abc"),
                good(
                        "trailers",
                        post("Transfer-Encoding: chunked\r\nTrailer: X-Tenant-Id\r\n")
                                + "3\r\nabc\r\n0\r\nX-Tenant-Id: evil\r\n\r\n",
                        "POST",
                        "/facilities",
                        "abc"),
                good(
                        "no chunk at all",
                        post("Transfer-Encoding: chunked\r\n") + "0\r\n\r\n",
                        "POST",
                        "/facilities",
                        ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void aBodyThatCouldBeReadInTwoWaysNeverArrivesWhole(String what, String request) throws Exception {
        String answer = STAGE.rawUntilClosed(keyed(request + NEXT));

        assertThat(WIRE.requests()).isEmpty();
        assertThat(answer).matches("(?s)(HTTP/1.1 (400|502) .*)?").doesNotContain("HTTP/1.1 200");
    }

    private static Stream<Arguments> bad() {
        return Stream.of(
                bad("a chunk size in hexadecimal notation", "0x3\r\nabc\r\n0\r\n\r\n"),
                bad("a space before a chunk size", " 3\r\nabc\r\n0\r\n\r\n"),
                bad("a negative chunk size", "-3\r\nabc\r\n0\r\n\r\n"),
                bad("a chunk size with a sign", "+3\r\nabc\r\n0\r\n\r\n"),
                bad("an empty chunk size", "\r\nabc\r\n0\r\n\r\n"),
                bad("a chunk size beyond all bounds", "fffffffffffffffff3\r\nabc\r\n0\r\n\r\n"),
                bad("a chunk longer than it says", "3\r\nabcX\r\n0\r\n\r\n"),
                bad("a chunk without its line's end", "3\r\nabc0\r\n\r\n"),
                bad("chunks with bare line feeds", "3\nabc\n0\n\n"),
                bad("a chunk that ends with a bare line feed", "3\r\nabc\n0\r\n\r\n"),
                bad("an extension with a bare line feed", "3;a\nabc\r\n0\r\n\r\n"),
                bad("letters that are no digits", "xyz\r\nabc\r\n0\r\n\r\n"));
    }

    @Test
    void whatTheGatewaySetsStandsThereOnce() throws Exception {
        STAGE.rawUntilClosed(keyed(String.join(
                "\r\n",
                "GET /facilities HTTP/1.1",
                "Host: a",
                "Connection: close",
                "X-API-Key: KEY",
                "X-Request-Id: request-1234",
                "Via: 1.0 a",
                "Forwarded: for=1.2.3.4",
                "X-Forwarded-For: 1.2.3.4",
                "X-Tenant-Id: evil",
                "X-Tenant-Stamp: evil",
                "",
                "")));

        Request request = WIRE.requests().get(0);
        assertThat(request.values("x-tenant-stamp")).hasSize(1).doesNotContain("evil");
        assertThat(request.values("x-tenant-id")).hasSize(1).doesNotContain("evil");
        assertThat(request.values("x-request-id")).containsExactly("request-1234");
        assertThat(request.values("via")).containsExactly("1.1 gateway");
        assertThat(request.values("x-api-key")).isEmpty();
        assertThat(request.values("forwarded")).containsExactly("for=127.0.0.1;proto=http");
        assertThat(request.values("x-forwarded-for")).isEmpty();
    }

    private static String fields(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "X-" + i + ": " + i + "\r\n")
                .collect(Collectors.joining());
    }

    private static String get(String target, String fields) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\nX-API-Key: KEY\r\n" + fields + "\r\n";
    }

    private static String post(String fields) {
        return "POST /facilities HTTP/1.1\r\nHost: a\r\nX-API-Key: KEY\r\n" + fields + "\r\n";
    }

    private static String keyed(String request) {
        return request.replace("KEY", STAGE.keyService().key());
    }

    private static Arguments good(String what, String request, String method, String target, String body) {
        return Arguments.of(what, request, method, target, body);
    }

    private static Arguments bad(String what, String body) {
        return Arguments.of(what, post("Transfer-Encoding: chunked\r\n") + body);
    }
}
