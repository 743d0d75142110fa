package com.raptorcomply.gateway.endpoint;

import com.raptorcomply.gateway.request.RequestContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Requests a trace from all other gateways at once, with the key of the client. Each gateway decides by itself what the key may
 * see, and requests it from no other. The client trusts the authorities of the JVM, not that of the services behind the gateway,
 * because it connects to the public ports of its peers. Any thread.
 */
public final class PeerTraceClient {
    /** A query that keeps a peer from requesting the trace from others. */
    static final String LOCAL = "local";

    private static final int RESPONSE_MILLIS_MAX = 1_000;
    private static final int REQUESTS_MAX = 100;
    private static final int OK = 200;

    private final HttpClient client;
    private final List<URI> peers;
    private final AtomicInteger inFlight = new AtomicInteger();

    public PeerTraceClient(Vertx vertx, List<URI> peers) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(RESPONSE_MILLIS_MAX),
                new PoolOptions().setHttp1MaxSize(REQUESTS_MAX));
        this.peers = peers;
    }

    public Future<Void> close() {
        return client.close();
    }

    /** Returns the first trace that a peer has, null if none has one in time. Never fails. */
    Future<@Nullable Buffer> find(String path, RequestContext context) {
        if (peers.isEmpty()) {
            return Future.succeededFuture();
        }
        if (inFlight.incrementAndGet() > REQUESTS_MAX) {
            inFlight.decrementAndGet();
            return Future.succeededFuture();
        }
        Promise<@Nullable Buffer> first = Promise.promise();
        List<Future<Void>> all = peers.stream()
                .map(peer -> find(peer, path, context)
                        .onSuccess(found -> {
                            if (found != null) {
                                first.tryComplete(found);
                            }
                        })
                        .<Void>mapEmpty())
                .toList();
        Future.join(all).onComplete(done -> {
            inFlight.decrementAndGet();
            first.tryComplete(null);
        });
        return first.future();
    }

    private Future<@Nullable Buffer> find(URI peer, String path, RequestContext context) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(peer.toString())
                .setURI(path + "?" + LOCAL)
                .setConnectTimeout(RESPONSE_MILLIS_MAX);
        return client.request(options).compose(request -> send(request, context));
    }

    /** Resets a request without a response in time, because it would keep its connection. */
    private static Future<@Nullable Buffer> send(HttpClientRequest request, RequestContext context) {
        String apiKey = context.head().apiKey();
        String authorization = context.head().authorization();
        if (apiKey != null) {
            request.putHeader("X-API-Key", apiKey);
        }
        if (authorization != null) {
            request.putHeader("Authorization", authorization);
        }
        return request.send()
                .compose(PeerTraceClient::body)
                .timeout(RESPONSE_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .onFailure(cause -> request.reset());
    }

    private static Future<@Nullable Buffer> body(HttpClientResponse response) {
        return response.body().map(body -> response.statusCode() == OK ? body : null);
    }
}
