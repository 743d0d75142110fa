package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With a configured collector, each request is exported as a span, and the upstream joins the same trace. */
@Timeout(60)
class EachRequestIsASpanTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-00";

    @RegisterExtension
    static final Collector COLLECTOR = new Collector(Collector.Manner.TAKES);

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("id", "gateway-7")
            .with("tracing.endpoint", COLLECTOR.url())
            .with("tracing.interval", "10ms");

    @Test
    void byTheConventionsForServers() throws Exception {
        String key = STAGE.keyService().key();
        JsonObject caller =
                new JsonObject(STAGE.get("/validate", "X-API-Key", key).body());
        STAGE.get("/facilities/7%61?secret=1", "X-API-Key", key, "X-Request-Id", "span-answered");

        Collector.Told told = COLLECTOR.await("span-answered");
        assertThat(told.span().getName()).isEqualTo("GET /facilities");
        assertThat(told.span().getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(told.attributes())
                .containsEntry("http.request.method", "GET")
                .containsEntry("http.route", "/facilities")
                .containsEntry("http.response.status_code", "200")
                .containsEntry("url.path", "/facilities/7a")
                .containsEntry("url.scheme", "http")
                .containsEntry("network.protocol.version", "1.1")
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("server.port", Integer.toString(STAGE.gateway().port()))
                .containsEntry("raptorcomply.key.id", caller.getString("keyId"))
                .containsEntry("raptorcomply.organization.id", caller.getString("organizationId"))
                .hasSize(11);
        assertThat(told.resource())
                .containsEntry("service.name", "gateway")
                .containsEntry("service.instance.id", "gateway-7");
        assertThat(told.span().getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    }

    @Test
    void ofATraceThatItBegins() throws Exception {
        JsonArray fields =
                STAGE.echoed("/facilities", "X-Request-Id", "span-first").getJsonArray("fields");

        Collector.Told told = COLLECTOR.await("span-first");
        assertThat(told.parentId()).isEmpty();
        assertThat(fields).contains("traceparent: 00-" + told.traceId() + "-" + told.id() + "-03");
    }

    @Test
    void ofTheClientsTraceAndBeforeItsUpstream() throws Exception {
        JsonArray fields = STAGE.echoed(
                        "/facilities", "X-Request-Id", "span-within", "traceparent", PARENT, "tracestate", "a=1,b=2")
                .getJsonArray("fields");

        Collector.Told told = COLLECTOR.await("span-within");
        assertThat(told.traceId()).isEqualTo(TRACE);
        assertThat(told.parentId()).isEqualTo("b7ad6b7169203331");
        assertThat(fields)
                .contains("traceparent: 00-" + TRACE + "-" + told.id() + "-01", "tracestate: a=1,b=2")
                .doesNotContain("traceparent: " + PARENT);
    }

    @Test
    void withWhyItWasRefused() throws Exception {
        STAGE.get("/facilities", "X-Request-Id", "span-refused");

        Collector.Told told = COLLECTOR.await("span-refused");
        assertThat(told.attributes())
                .containsEntry("http.response.status_code", "401")
                .containsEntry("raptorcomply.check", "missing")
                .doesNotContainKeys("raptorcomply.key.id", "error.type");
        assertThat(told.span().getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    }

    @Test
    void withTheFailureOfItsUpstream() throws Exception {
        STAGE.echoed("/facilities/closing", "X-Request-Id", "span-broken");

        Collector.Told told = COLLECTOR.await("span-broken");
        assertThat(told.attributes())
                .containsEntry("http.response.status_code", "502")
                .containsEntry("error.type", "502")
                .containsEntry("raptorcomply.check", "connection-failed");
        assertThat(told.span().getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    }

    @Test
    void withoutAnyKeyWhereverItStands() throws Exception {
        String key = STAGE.keyService().key();
        String request = key + " /x HTTP/1.1\r\nHost: x\r\nX-Request-Id: span-key-1\r\n\r\n" + "GET /facilities/" + key
                + "?key=" + key + " HTTP/1.1\r\nHost: " + key + "\r\nX-API-Key: " + key + "\r\nUser-Agent: " + key
                + "\r\ntraceparent: " + PARENT + "\r\ntracestate: a=" + key + "\r\nX-Request-Id: span-key-2\r\n\r\n"
                + "GET /facilities HTTP/1.1\r\nHost: x\r\nX-API-Key: " + key + "\r\nX-Request-Id: "
                + key.substring(0, 64) + "\r\nConnection: close\r\n\r\n";
        int end = request.indexOf("GET ");
        STAGE.rawUntilClosed(request.substring(0, end));
        STAGE.rawUntilClosed(request.substring(end));

        assertThat(COLLECTOR.await("span-key-1").attributes()).containsEntry("http.request.method", "_OTHER");
        assertThat(COLLECTOR.await("span-key-2").attributes())
                .containsEntry("url.path", "/facilities/rc_live_[redacted]")
                .containsEntry("server.address", "rc_live_[redacted]");
        COLLECTOR.await("rc_live_[redacted]");
        assertThat(COLLECTOR.bytes()).doesNotContain(key.substring(8, 20));
    }
}
