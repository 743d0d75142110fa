package com.raptorcomply.chassis.openapi;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;

/**
 * A request and its response, as text.
 *
 * @param requestType the media type of the request's body; empty if it has none
 * @param headers of the response
 */
record Exchange(
        String method,
        URI uri,
        String requestType,
        String requestBody,
        int status,
        Map<String, List<String>> headers,
        String body) {

    static Exchange of(HttpResponse<String> response) {
        HttpRequest request = response.request();
        return new Exchange(
                request.method(),
                request.uri(),
                mediaType(request.headers().firstValue("Content-Type").orElse("")),
                request.bodyPublisher().map(Exchange::text).orElse(""),
                response.statusCode(),
                response.headers().map(),
                response.body());
    }

    /** Returns the media type of the response's body; empty if it has none. */
    String responseType() {
        return mediaType(headers.getOrDefault("content-type", List.of("")).get(0));
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    @Override
    public String toString() {
        return method + ' ' + uri.getRawPath() + " with status " + status;
    }

    private static String mediaType(String field) {
        return field.split(";", 2)[0].strip();
    }

    /** Reads a body that is in memory, whose publisher therefore publishes within {@code request}. */
    private static String text(HttpRequest.BodyPublisher publisher) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer part) {
                byte[] copy = new byte[part.remaining()];
                part.get(copy);
                bytes.writeBytes(copy);
            }

            @Override
            public void onError(Throwable failure) {
                throw new AssertionError(failure);
            }

            @Override
            public void onComplete() {}
        });
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
