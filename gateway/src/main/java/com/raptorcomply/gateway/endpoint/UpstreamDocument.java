package com.raptorcomply.gateway.endpoint;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the OpenAPI document of one upstream. The gateway fetches it when it is asked for and older than a minute, from the
 * endpoints in turn, and goes on with what it has for ten minutes if no endpoint answers. One fetch runs at a time. Any
 * thread.
 */
final class UpstreamDocument {
    private static final Logger LOG = LoggerFactory.getLogger(UpstreamDocument.class);
    private static final int OK = 200;
    private static final int BYTES_MAX = 8 << 20;
    private static final long RESPONSE_MILLIS_MAX = 2_000;
    private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long USABLE_NANOS = TimeUnit.MINUTES.toNanos(10);

    /** Spares an upstream that fails, however often the document is asked for. */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private final List<URI> endpoints;
    private final String path;
    private final HttpClient client;
    private final LongSupplier nanos;
    private @Nullable Fetched last;
    private @Nullable Future<JsonObject> pending;
    private @Nullable Throwable failure;
    private long failedNanos;

    private record Fetched(JsonObject document, long nanos) {}

    /** @param path of the document at each endpoint */
    UpstreamDocument(String name, List<URI> endpoints, String path, HttpClient client, LongSupplier nanos) {
        this.name = name;
        this.endpoints = endpoints;
        this.path = path;
        this.client = client;
        this.nanos = nanos;
    }

    /** Returns the name of the upstream. */
    String name() {
        return name;
    }

    /** Returns the document, the same object until it is fetched again; fails if it is not known. */
    synchronized Future<JsonObject> current() {
        long now = nanos.getAsLong();
        if (last != null && now - last.nanos < FRESH_NANOS) {
            return Future.succeededFuture(last.document);
        }
        if (pending != null) {
            return pending;
        }
        if (failure != null && now - failedNanos < RETRY_NANOS) {
            return remembered(failure, now);
        }
        Future<JsonObject> fetch = fetch(0).onSuccess(this::keep).recover(cause -> {
            fail(cause);
            return remembered(cause, nanos.getAsLong());
        });
        pending = fetch.isComplete() ? null : fetch;
        return fetch;
    }

    private synchronized void keep(JsonObject document) {
        last = new Fetched(document, nanos.getAsLong());
        failure = null;
        pending = null;
    }

    private synchronized void fail(Throwable cause) {
        LOG.atWarn()
                .addKeyValue(LogKeys.UPSTREAM, name)
                .addKeyValue(LogKeys.REASON, FailureReason.of(cause))
                .log("Fetching the OpenAPI document of an upstream failed");
        failure = cause;
        failedNanos = nanos.getAsLong();
        pending = null;
    }

    private synchronized Future<JsonObject> remembered(Throwable cause, long now) {
        return last != null && now - last.nanos < USABLE_NANOS
                ? Future.succeededFuture(last.document)
                : Future.failedFuture(cause);
    }

    private Future<JsonObject> fetch(int index) {
        Future<JsonObject> fetched = client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(endpoints.get(index).toString())
                        .setURI(path)
                        .setConnectTimeout(RESPONSE_MILLIS_MAX))
                .compose(UpstreamDocument::send)
                .map(UpstreamDocument::parse);
        return index + 1 == endpoints.size() ? fetched : fetched.recover(cause -> fetch(index + 1));
    }

    /** Resets a request without a response in time, because it would keep its connection. */
    private static Future<Buffer> send(HttpClientRequest request) {
        return request.send()
                .compose(response -> body(request, response))
                .timeout(RESPONSE_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .onFailure(cause -> request.reset());
    }

    private static Future<Buffer> body(HttpClientRequest request, HttpClientResponse response) {
        // A reset, by this method too, fails the response; the future tells it.
        response.exceptionHandler(cause -> {});
        if (response.statusCode() != OK) {
            request.reset();
            return Future.failedFuture("Status " + response.statusCode());
        }
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > BYTES_MAX) {
                request.reset();
            }
        });
        return response.end().map(ended -> body);
    }

    private static JsonObject parse(Buffer body) {
        try {
            JsonObject document = body.toJsonObject();
            if (!document.getString("openapi", "").startsWith("3.1.")
                    || document.getJsonObject("paths") == null
                    || document.getJsonObject("components") == null
                    || document.getJsonObject("info") == null) {
                throw new DecodeException("The response is no OpenAPI 3.1 document");
            }
            return document;
        } catch (ClassCastException e) {
            throw new DecodeException("The response is no OpenAPI 3.1 document", e);
        }
    }
}
