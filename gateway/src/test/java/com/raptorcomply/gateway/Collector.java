package com.raptorcomply.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import com.raptorcomply.chassis.Await;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Receives OTLP over HTTP in protobuf and stores it. */
final class Collector implements AfterAllCallback {
    /** The way in which it responds. */
    enum Manner {
        TAKES,
        HOLDS,
        REFUSES
    }

    private static final Duration SPAN_WITHIN = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final List<Told> told = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final List<HttpServerRequest> held = new ArrayList<>();
    private Manner manner;
    private final HttpServer server;

    /** A received span with its resource. */
    record Told(Span span, Map<String, String> resource) {
        String traceId() {
            return HexFormat.of().formatHex(span.getTraceId().toByteArray());
        }

        String id() {
            return HexFormat.of().formatHex(span.getSpanId().toByteArray());
        }

        String parentId() {
            return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
        }

        Map<String, String> attributes() {
            return texts(span.getAttributesList());
        }
    }

    Collector(Manner manner) {
        this.manner = manner;
        server =
                Await.result(vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1"));
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/v1/traces";
    }

    /** Waits for the span of a request. */
    Told await(String requestId) {
        return Await.until("the span of " + requestId, SPAN_WITHIN, () -> span(requestId), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<Told> span(String requestId) {
        return told().stream()
                .filter(one -> requestId.equals(one.attributes().get("raptorcomply.request.id")))
                .findFirst();
    }

    synchronized List<Told> told() {
        return List.copyOf(told);
    }

    /** Returns all received bytes, each as a character. */
    synchronized String bytes() {
        return String.join("", messages);
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            boolean kept = keep(body.getBytes());
            synchronized (this) {
                if (!kept || manner == Manner.REFUSES) {
                    request.response().setStatusCode(400).end();
                } else if (manner == Manner.TAKES) {
                    answer(request);
                } else {
                    held.add(request);
                }
            }
        });
    }

    /** Accepts held and later messages from now on. */
    synchronized void release() {
        manner = Manner.TAKES;
        held.forEach(Collector::answer);
    }

    private static void answer(HttpServerRequest request) {
        request.response().putHeader("Content-Type", "application/x-protobuf").end();
    }

    private synchronized boolean keep(byte[] body) {
        messages.add(new String(body, StandardCharsets.ISO_8859_1));
        ExportTraceServiceRequest message;
        try {
            message = ExportTraceServiceRequest.parseFrom(body);
        } catch (InvalidProtocolBufferException notProtobuf) {
            return false;
        }
        for (ResourceSpans from : message.getResourceSpansList()) {
            Map<String, String> resource = texts(from.getResource().getAttributesList());
            from.getScopeSpansList()
                    .forEach(scope -> scope.getSpansList().forEach(span -> told.add(new Told(span, resource))));
        }
        return true;
    }

    private static Map<String, String> texts(List<KeyValue> attributes) {
        return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, one -> text(one.getValue())));
    }

    private static String text(AnyValue value) {
        return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Await.result(vertx.close());
    }
}
