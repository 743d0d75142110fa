package com.raptorcomply.gateway.endpoint;

import com.raptorcomply.gateway.request.RequestContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the other gateways for a trace, all at once, with the key of whoever asks: each decides by itself what that key may
 * see, and asks nobody else. Any thread.
 */
public final class PeerTraceClient {
    /** A peer that sees this in the query answers of its own. */
    static final String LOCAL = "local";

    private static final long ANSWER_MILLIS = 1_000;
    private static final int ASKED_AT_ONCE_MAX = 100;
    private static final int OK = 200;

    private final HttpClient client;
    private final List<URI> peers;
    private final AtomicInteger underWay = new AtomicInteger();

    public PeerTraceClient(HttpClient client, List<URI> peers) {
        this.client = client;
        this.peers = peers;
    }

    /** The first trace that a peer knows; null when none does, in time. Never fails. */
    Future<@Nullable Buffer> ask(String path, RequestContext call) {
        if (peers.isEmpty()) {
            return Future.succeededFuture();
        }
        if (underWay.incrementAndGet() > ASKED_AT_ONCE_MAX) {
            underWay.decrementAndGet();
            return Future.succeededFuture();
        }
        Promise<@Nullable Buffer> first = Promise.promise();
        List<Future<Void>> all = peers.stream()
                .map(peer -> ask(peer, path, call)
                        .onSuccess(found -> {
                            if (found != null) {
                                first.tryComplete(found);
                            }
                        })
                        .<Void>mapEmpty())
                .toList();
        Future.join(all).onComplete(done -> {
            underWay.decrementAndGet();
            first.tryComplete(null);
        });
        return first.future();
    }

    private Future<@Nullable Buffer> ask(URI peer, String path, RequestContext call) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(peer.toString())
                .setURI(path + "?" + LOCAL)
                .setConnectTimeout(ANSWER_MILLIS);
        return client.request(options).compose(request -> send(request, call));
    }

    /** What is not answered in time is reset, so that it keeps no connection. */
    private static Future<@Nullable Buffer> send(HttpClientRequest request, RequestContext call) {
        String apiKey = call.head().apiKey();
        String authorization = call.head().authorization();
        if (apiKey != null) {
            request.putHeader("X-API-Key", apiKey);
        }
        if (authorization != null) {
            request.putHeader("Authorization", authorization);
        }
        return request.send()
                .compose(PeerTraceClient::body)
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .onFailure(cause -> request.reset());
    }

    private static Future<@Nullable Buffer> body(HttpClientResponse response) {
        return response.body().map(body -> response.statusCode() == OK ? body : null);
    }
}
