package com.raptorcomply.resources.keyservice;

import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.chassis.tls.Tls;
import io.vertx.core.Future;
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
import org.jspecify.annotations.Nullable;

/** Reads a document from the first key service that responds. Any thread. */
public final class KeyServiceClient {
    private static final int CONNECT_MILLIS_MAX = 1_000;
    private static final int CONNECTIONS_MAX = 4;

    private final HttpClientAgent client;
    private final List<URI> keyServices;
    private final @Nullable Secret credential;

    /**
     * @param tls how this service authenticates to the key services; null: connections are not encrypted
     * @param credential sent with each request; null: none
     */
    public KeyServiceClient(Vertx vertx, List<URI> keyServices, @Nullable Tls tls, @Nullable Secret credential) {
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS_MAX);
        this.client = vertx.createHttpClient(
                tls == null ? options : tls.call(options),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(CONNECTIONS_MAX));
        if (tls != null) {
            tls.keep(client::updateSSLOptions);
        }
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
        return get(path, millisMax, bytesMax, 0);
    }

    public Future<Void> close() {
        return client.close();
    }

    private Future<Buffer> get(String path, int millisMax, int bytesMax, int replica) {
        Future<Buffer> answer = get(keyServices.get(replica), path, millisMax, bytesMax);
        return replica + 1 == keyServices.size()
                ? answer
                : answer.recover(failure -> get(path, millisMax, bytesMax, replica + 1));
    }

    private Future<Buffer> get(URI keyService, String path, int millisMax, int bytesMax) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(keyService.resolve(path).toString())
                .setTimeout(millisMax)
                .setIdleTimeout(millisMax);
        if (credential != null) {
            options.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + credential.reveal());
        }
        return client.request(options).compose(request -> request.send().compose(response -> read(response, bytesMax)));
    }

    private static Future<Buffer> read(HttpClientResponse response, int bytesMax) {
        if (response.statusCode() != 200) {
            response.request().reset();
            return Future.failedFuture("The key service answered " + response.statusCode());
        }
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.handler(chunk -> {
            if (body.length() + chunk.length() > bytesMax) {
                response.request().reset();
                whole.tryFail("The key service's answer is too large");
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> whole.tryComplete(body));
        return whole.future();
    }
}
