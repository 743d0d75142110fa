package com.raptorcomply.resources.tenancy;

import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.keyservice.stamp.Jwks;
import com.raptorcomply.keyservice.stamp.StampKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fetches the key set from the first key service that responds. */
final class JwksClient {
    private static final int CONNECT_MILLIS_MAX = 1_000;
    private static final int ANSWER_MILLIS_MAX = 2_000;
    private static final int CONNECTIONS_MAX = 2;

    private final HttpClient client;
    private final List<URI> keyServices;

    JwksClient(Vertx vertx, List<URI> keyServices, @Nullable Tls tls) {
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS_MAX);
        HttpClientAgent agent = vertx.createHttpClient(
                tls == null ? options : tls.call(options),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(CONNECTIONS_MAX));
        if (tls != null) {
            tls.keep(agent::updateSSLOptions);
        }
        this.client = agent;
        this.keyServices = keyServices;
    }

    Future<List<StampKey>> fetch() {
        return fetch(0);
    }

    Future<Void> close() {
        return client.close();
    }

    private Future<List<StampKey>> fetch(int replica) {
        Future<List<StampKey>> answer = fetch(keyServices.get(replica));
        return replica + 1 == keyServices.size() ? answer : answer.recover(failure -> fetch(replica + 1));
    }

    private Future<List<StampKey>> fetch(URI keyService) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(keyService.resolve(Jwks.PATH).toString())
                .setTimeout(ANSWER_MILLIS_MAX)
                .setIdleTimeout(ANSWER_MILLIS_MAX);
        return client.request(options).compose(request -> request.send().compose(JwksClient::read));
    }

    private static Future<List<StampKey>> read(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            response.request().reset();
            return Future.failedFuture("The key service answered " + response.statusCode());
        }
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.handler(chunk -> {
            if (body.length() + chunk.length() > Jwks.DOCUMENT_BYTES_MAX) {
                response.request().reset();
                whole.tryFail("The key set is too large");
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> whole.tryComplete(body));
        return whole.future().compose(JwksClient::parse);
    }

    private static Future<List<StampKey>> parse(Buffer body) {
        try {
            return Future.succeededFuture(Jwks.parse(body.toString()));
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }
}
