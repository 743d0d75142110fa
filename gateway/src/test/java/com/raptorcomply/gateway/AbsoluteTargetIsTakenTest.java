package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A server accepts a target in absolute-form (RFC 9112 section 3.2.2). Routes, upstreams and logs see its origin-form.
 */
class AbsoluteTargetIsTakenTest {
    private static final WireUpstream WIRE = new WireUpstream();

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest().with("upstreams.resources.urls", WIRE.url());

    @ParameterizedTest
    @CsvSource({
        "http://api.example/facilities, /facilities",
        "https://api.example:8443/facilities/a?b=c, /facilities/a?b=c",
        "HTTP://[::1]/facilities?u=http://b/, /facilities?u=http://b/"
    })
    void asOneInOriginForm(String target, String forwarded) throws Exception {
        WIRE.forget();

        String answer = STAGE.rawUntilClosed(get(target, "HTTP/1.1", "Host: other.example\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(WIRE.requests()).singleElement().satisfies(request -> assertThat(request.target())
                .isEqualTo(forwarded));
    }

    @Test
    void withoutAPathAsTheRoot() throws Exception {
        assertThat(STAGE.rawUntilClosed(get("http://api.example", "HTTP/1.1", "Host: a\r\n")))
                .startsWith("HTTP/1.1 404 ");
        assertThat(STAGE.rawUntilClosed(get("http://api.example?a=b", "HTTP/1.1", "Host: a\r\n")))
                .startsWith("HTTP/1.1 404 ");
    }

    @Test
    void withoutAHostOfHttp10() throws Exception {
        assertThat(STAGE.rawUntilClosed(get("http://api.example/facilities", "HTTP/1.0", "")))
                .startsWith("HTTP/1.0 200 ");
    }

    private static String get(String target, String version, String host) {
        return "GET " + target + " " + version + "\r\n" + host + "Connection: close\r\nX-API-Key: "
                + STAGE.keyService().key() + "\r\n\r\n";
    }
}
