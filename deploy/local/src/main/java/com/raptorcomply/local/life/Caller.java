package com.raptorcomply.local.life;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.nio.file.Path;

/** Sends requests through the balancer. Use it on one event loop. */
final class Caller {
    private static final int CONNECTIONS_MAX = 100;
    private static final int WAITING_MAX = 5_000;
    private static final int RESPONSE_MILLIS_MAX = 20_000;
    private static final int SAID_MAX = 400;

    private final HttpClient client;
    private final URI gateway;

    /**
     * @param gateway {@code http}, or {@code https}
     * @param authority the certificate that is trusted with {@code https}
     */
    Caller(Vertx vertx, URI gateway, Path authority) {
        this.gateway = gateway;
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout(RESPONSE_MILLIS_MAX);
        if (gateway.getScheme().equals("https")) {
            options.setSsl(true).setTrustOptions(new PemTrustOptions().addCertPath(authority.toString()));
        }
        client = vertx.createHttpClient(
                options, new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(WAITING_MAX));
    }

    /**
     * @param status 0 if there was no response
     * @param retryAfter true if it says when to try again (RFC 9110 section 10.2.3)
     */
    record Answer(int status, boolean retryAfter, String body) {
        /** Returns the beginning of the body, for a person to read. */
        String said() {
            return status >= 200 && status < 300 ? "" : body.substring(0, Math.min(SAID_MAX, body.length()));
        }
    }

    /** Sends a request; never fails. */
    Future<Answer> send(HttpMethod method, String path, String key, String contentType, String body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost(gateway.getHost())
                .setPort(gateway.getPort())
                .setURI(path)
                .setTimeout(RESPONSE_MILLIS_MAX)
                .putHeader("X-API-Key", key);
        return client.request(options)
                .compose(request -> body.isEmpty()
                        ? request.send()
                        : request.putHeader("Content-Type", contentType).send(Buffer.buffer(body)))
                .compose(response -> response.body()
                        .map(text -> new Answer(
                                response.statusCode(), response.headers().contains("Retry-After"), text.toString())))
                .otherwise(failure -> new Answer(0, false, String.valueOf(failure.getMessage())));
    }

    Future<Answer> get(String path, String key) {
        return send(HttpMethod.GET, path, key, "", "");
    }

    Future<Answer> post(String path, String key, String json) {
        return send(HttpMethod.POST, path, key, "application/json", json);
    }
}
