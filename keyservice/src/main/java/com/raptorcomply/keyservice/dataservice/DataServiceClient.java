package com.raptorcomply.keyservice.dataservice;

import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.keyservice.stamp.Stamp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks the first replica of the data service that responds if a record exists. */
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
        this.client = vertx.createHttpClient(
                tls == null ? options : tls.call(options),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(waitingMax));
        if (tls != null) {
            tls.keep(client::updateSSLOptions);
        }
    }

    /** Returns true if the record exists; fails if no replica responds with 200 or 404. */
    Future<Boolean> exists(Reference record, String stamp) {
        return askFrom(record, stamp, 0);
    }

    /** Returns the records of a list; fails if no replica responds with 200. */
    Future<JsonArray> list(String pathAndQuery, String stamp) {
        return listFrom(pathAndQuery, stamp, 0);
    }

    private Future<JsonArray> listFrom(String pathAndQuery, String stamp, int replica) {
        Future<JsonArray> found = listAt(dataServices.get(replica), pathAndQuery, stamp, true);
        return replica + 1 == dataServices.size()
                ? found
                : found.recover(failure -> listFrom(pathAndQuery, stamp, replica + 1));
    }

    /** @param mayWait true if the data service may still have to read the signing key */
    private Future<JsonArray> listAt(URI dataService, String pathAndQuery, String stamp, boolean mayWait) {
        return client.request(options(HttpMethod.GET, dataService, pathAndQuery, stamp))
                .compose(request -> request.send())
                .compose(response -> response.body().compose(body -> {
                    if (response.statusCode() == 401 && mayWait) {
                        return vertx.timer(KEYS_READ_MILLIS, TimeUnit.MILLISECONDS)
                                .compose(later -> listAt(dataService, pathAndQuery, stamp, false));
                    }
                    return response.statusCode() == 200
                            ? Future.succeededFuture(body.toJsonArray())
                            : Future.failedFuture("The data service responded with " + response.statusCode());
                }));
    }

    Future<Void> close() {
        return client.close();
    }

    private Future<Boolean> askFrom(Reference record, String stamp, int replica) {
        URI dataService = dataServices.get(replica);
        Future<Boolean> exists = status(dataService, record, stamp)
                .compose(status ->
                        status == 401 ? statusLater(dataService, record, stamp) : Future.succeededFuture(status))
                .compose(DataServiceClient::isFound);
        return replica + 1 == dataServices.size()
                ? exists
                : exists.recover(failure -> askFrom(record, stamp, replica + 1));
    }

    private Future<Integer> statusLater(URI dataService, Reference record, String stamp) {
        return vertx.timer(KEYS_READ_MILLIS, TimeUnit.MILLISECONDS)
                .compose(later -> status(dataService, record, stamp));
    }

    private Future<Integer> status(URI dataService, Reference record, String stamp) {
        RequestOptions options = options(HttpMethod.HEAD, dataService, record.path(), stamp);
        return client.request(options).compose(request -> request.send()
                .compose(response -> response.end().map(ended -> response.statusCode())));
    }

    private static RequestOptions options(HttpMethod method, URI dataService, String pathAndQuery, String stamp) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(dataService.resolve(pathAndQuery).toString())
                .setTimeout(RESPONSE_MILLIS_MAX)
                .setIdleTimeout(RESPONSE_MILLIS_MAX)
                .putHeader(Stamp.HEADER, stamp);
    }

    private static Future<Boolean> isFound(int status) {
        return switch (status) {
            case 200 -> Future.succeededFuture(true);
            case 404 -> Future.succeededFuture(false);
            default -> Future.failedFuture("The data service responded with " + status);
        };
    }
}
