package com.raptorcomply.resources.keyservice;

import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.chassis.tls.Tls;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Reads from the first key service that responds. Any thread. */
public final class KeyServiceClient {
    private static final int CONNECT_MILLIS_MAX = 1_000;
    private static final int OK = 200;
    /** The statuses of a request that the client should not have sent. Others are faults between the services. */
    private static final Set<Integer> REFUSED = Set.of(400, 403, 404);

    private final HttpClientAgent client;
    private final List<URI> keyServices;
    private final @Nullable Secret credential;

    /** A response of a key service. */
    public record Answer(int status, MultiMap headers, Buffer body) {}

    private record Bounds(int millisMax, int bytesMax) {}

    /**
     * @param connectionsMax the most connections to one key service; as many requests wait for one
     * @param tls how this service authenticates to the key services; null: connections are not encrypted
     * @param credential sent with each request; null: none
     */
    public KeyServiceClient(
            Vertx vertx, int connectionsMax, List<URI> keyServices, @Nullable Tls tls, @Nullable Secret credential) {
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS_MAX);
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(connectionsMax).setMaxWaitQueueSize(connectionsMax);
        this.client =
                Tls.client(tls, options, made -> vertx.createHttpClient(made, pool), HttpClientAgent::updateSSLOptions);
        this.keyServices = keyServices;
        this.credential = credential;
    }

    /**
     * Returns the body of a 200. Fails if no key service responds with one.
     *
     * @param millisMax the longest time for the response of one key service
     * @param bytesMax the largest body
     */
    public Future<Buffer> get(String path, int millisMax, int bytesMax) {
        Bounds bounds = new Bounds(millisMax, bytesMax);
        return get(path, Map.of(), bounds, status -> status == OK, 0).map(Answer::body);
    }

    /**
     * Asks in the name of a client: returns the first response that is a 200 or refuses what the client asks. Fails if no
     * key service responds with one.
     *
     * @param headers of the request
     * @param millisMax the longest time for the response of one key service
     * @param bytesMax the largest body
     */
    public Future<Answer> ask(String path, Map<String, String> headers, int millisMax, int bytesMax) {
        Bounds bounds = new Bounds(millisMax, bytesMax);
        return get(path, headers, bounds, status -> status == OK || REFUSED.contains(status), 0);
    }

    public Future<Void> close() {
        return client.close();
    }

    private Future<Answer> get(
            String path, Map<String, String> headers, Bounds bounds, IntPredicate accepted, int replica) {
        Future<Answer> answer = get(keyServices.get(replica).resolve(path), headers, bounds, accepted);
        return replica + 1 == keyServices.size()
                ? answer
                : answer.recover(failure -> get(path, headers, bounds, accepted, replica + 1));
    }

    private Future<Answer> get(URI target, Map<String, String> headers, Bounds bounds, IntPredicate accepted) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(target.toString())
                .setTimeout(bounds.millisMax)
                .setIdleTimeout(bounds.millisMax);
        headers.forEach(options::putHeader);
        if (credential != null) {
            options.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + credential.reveal());
        }
        return client.request(options).compose(request -> request.send()
                .compose(response -> read(response, bounds, accepted))
                // The time-outs of the client begin anew with each byte.
                .timeout(bounds.millisMax, TimeUnit.MILLISECONDS)
                .onFailure(late -> request.reset()));
    }

    private static Future<Answer> read(HttpClientResponse response, Bounds bounds, IntPredicate accepted) {
        Promise<Answer> whole = Promise.promise();
        // Without this handler Vert.x logs a reset as an error.
        response.exceptionHandler(whole::tryFail);
        if (!accepted.test(response.statusCode())) {
            response.request().reset();
            return Future.failedFuture("The key service answered " + response.statusCode());
        }
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() > bounds.bytesMax) {
                response.request().reset();
                whole.tryFail("The key service's answer is too large");
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> whole.tryComplete(new Answer(response.statusCode(), response.headers(), body)));
        return whole.future();
    }
}
