package com.raptorcomply.keyservice.dataservice;

import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.keyservice.stamp.Stamp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads records at the first replica of the data service that responds. */
final class DataServiceClient {
    private static final int CONNECT_MILLIS_MAX = 1_000;
    private static final int RESPONSE_MILLIS_MAX = 2_000;
    private static final int CONNECTIONS_MAX = 16;

    /** The wait before a retry after an unknown signing key: by then the data service has read the keys again. */
    private static final int KEYS_READ_MILLIS = 600;

    private final Vertx vertx;
    private final HttpClientAgent client;
    private final List<URI> dataServices;

    /** @param waitingMax the largest number of requests that wait for a connection */
    DataServiceClient(Vertx vertx, List<URI> dataServices, @Nullable Tls tls, int waitingMax) {
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS_MAX);
        this.vertx = vertx;
        this.dataServices = dataServices;
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(waitingMax);
        this.client =
                Tls.client(tls, options, made -> vertx.createHttpClient(made, pool), HttpClientAgent::updateSSLOptions);
    }

    /** Returns true if the record exists; fails if no replica responds with 200 or 404. */
    Future<Boolean> exists(Reference record, String stamp) {
        return ask(HttpMethod.HEAD, record.path(), stamp, 0).map(Optional::isPresent);
    }

    /** Returns the record; empty if there is none. Fails if no replica responds with 200 or 404. */
    Future<Optional<JsonObject>> read(Reference record, String stamp) {
        return ask(HttpMethod.GET, record.path(), stamp, 0).map(found -> found.map(Buffer::toJsonObject));
    }

    /** Returns the records of a list; fails if no replica responds with 200 or 404, or the last with 404. */
    Future<JsonArray> list(String pathAndQuery, String stamp) {
        return ask(HttpMethod.GET, pathAndQuery, stamp, 0)
                .map(found -> found.orElseThrow(() -> new IllegalStateException("The data service has no such list"))
                        .toJsonArray());
    }

    Future<Void> close() {
        return client.close();
    }

    /** Returns the body of a 200, empty for a 404, of the first replica from this one on that responds with either. */
    private Future<Optional<Buffer>> ask(HttpMethod method, String pathAndQuery, String stamp, int replica) {
        RequestOptions options = options(method, dataServices.get(replica), pathAndQuery, stamp);
        Future<Optional<Buffer>> found = send(options)
                .compose(response -> response.status == 401
                        ? vertx.timer(KEYS_READ_MILLIS, TimeUnit.MILLISECONDS).compose(later -> send(options))
                        : Future.succeededFuture(response))
                .compose(DataServiceClient::found);
        return replica + 1 == dataServices.size()
                ? found
                : found.recover(failure -> ask(method, pathAndQuery, stamp, replica + 1));
    }

    private record Response(int status, Buffer body) {}

    private Future<Response> send(RequestOptions options) {
        return client.request(options).compose(HttpClientRequest::send).compose(response -> response.body()
                .map(body -> new Response(response.statusCode(), body)));
    }

    private static RequestOptions options(HttpMethod method, URI dataService, String pathAndQuery, String stamp) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(dataService.resolve(pathAndQuery).toString())
                .setTimeout(RESPONSE_MILLIS_MAX)
                .setIdleTimeout(RESPONSE_MILLIS_MAX)
                .putHeader(Stamp.HEADER, stamp);
    }

    private static Future<Optional<Buffer>> found(Response response) {
        return switch (response.status) {
            case 200 -> Future.succeededFuture(Optional.of(response.body));
            case 404 -> Future.succeededFuture(Optional.empty());
            default -> Future.failedFuture("The data service responded with " + response.status);
        };
    }
}
