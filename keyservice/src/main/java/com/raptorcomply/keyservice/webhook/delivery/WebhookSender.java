package com.raptorcomply.keyservice.webhook.delivery;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message to a receiver. It resolves the name, requires that every address of it is allowed, and connects to one
 * of just these addresses, so that no second answer of a name server leads elsewhere. Host and certificate are those of the
 * name. It follows no redirect and uses no proxy. What it reads of a response is bounded, and kept of it is the status.
 */
final class WebhookSender {
    private static final int CONNECTIONS_MAX = 64;
    private static final int ADDRESSES_MAX = 3;
    private static final int HEADER_BYTES_MAX = 16 * 1_024;
    private static final int BODY_BYTES_MAX = 64 * 1_024;
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");

    private final Context context;
    private final AllowedAddresses addresses;
    private final ReceiverResolver resolver;
    private final HttpClientAgent client;
    private final long timeoutMillis;

    /** @param context the one on which requests are sent and results come */
    WebhookSender(Vertx vertx, Context context, WebhookConfig config, AllowedAddresses addresses) {
        this.context = context;
        this.addresses = addresses;
        this.resolver = new ReceiverResolver(config.resolvers());
        this.timeoutMillis = config.timeout().toMillis();
        HttpClientOptions options = new HttpClientOptions()
                .setKeepAlive(false)
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setConnectTimeout((int) timeoutMillis)
                .setSslHandshakeTimeout(timeoutMillis)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setForceSni(true)
                .setVerifyHost(true);
        if (config.authorityFile() != null) {
            options.setTrustOptions(
                    new PemTrustOptions().addCertPath(config.authorityFile().toString()));
        }
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
    }

    /** Sends the body and returns the outcome; never fails. */
    Future<Attempt> send(ReceiverUrl url, Map<String, String> headers, Buffer body) {
        long begunNanos = System.nanoTime();
        Exchange exchange = new Exchange(url, headers, body);
        return resolve(url)
                .compose(found -> {
                    boolean isAllowed = found.stream().allMatch(address -> url.isAllowed(address, addresses));
                    return isAllowed && !found.isEmpty()
                            ? exchange.first(found)
                            : Future.failedFuture(new AddressNotAllowedException());
                })
                .timeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .map(status -> Attempt.responded(status, elapsedMillis(begunNanos)))
                .otherwise(failure -> exchange.ended(failure, elapsedMillis(begunNanos)))
                .onComplete(done -> exchange.abandon());
    }

    Future<Void> close() {
        resolver.close();
        return client.close();
    }

    private Future<List<InetAddress>> resolve(ReceiverUrl url) {
        return url.literal() != null
                ? Future.succeededFuture(List.of(url.literal()))
                : resolver.resolve(url.host(), context)
                        .recover(unknown -> Future.failedFuture(new AddressNotAllowedException()));
    }

    private static long elapsedMillis(long begunNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos);
    }

    private static AttemptError error(Throwable failure) {
        if (failure instanceof AddressNotAllowedException) {
            return AttemptError.ADDRESS_NOT_ALLOWED;
        }
        if (failure instanceof SSLException || failure.getCause() instanceof SSLException) {
            return AttemptError.TLS_FAILED;
        }
        return failure instanceof TimeoutException ? AttemptError.TIMED_OUT : AttemptError.CONNECTION_FAILED;
    }

    /** Signals that the receiver has no address, or one that it may not have. */
    private static final class AddressNotAllowedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        AddressNotAllowedException() {
            super("Address not allowed", null, false, false);
        }
    }

    /** One message on its way to the first address that takes the connection. */
    private final class Exchange {
        private final ReceiverUrl url;
        private final Map<String, String> headers;
        private final Buffer body;
        private boolean abandoned;
        private @Nullable Integer statusCode;
        private Runnable cancel = () -> {};

        Exchange(ReceiverUrl url, Map<String, String> headers, Buffer body) {
            this.url = url;
            this.headers = headers;
            this.body = body;
        }

        /** Returns the status of the response. */
        Future<Integer> first(List<InetAddress> found) {
            return connect(found, 0).compose(request -> {
                cancel = request::reset;
                if (abandoned) {
                    cancel.run();
                    return Future.failedFuture("Abandoned");
                }
                return request.send(body).compose(this::read);
            });
        }

        private Future<HttpClientRequest> connect(List<InetAddress> found, int index) {
            Future<HttpClientRequest> connected = client.request(options(found.get(index)));
            boolean isLast = index + 1 == Math.min(found.size(), ADDRESSES_MAX);
            return isLast
                    ? connected
                    : connected.recover(
                            failure -> abandoned ? Future.failedFuture(failure) : connect(found, index + 1));
        }

        private RequestOptions options(InetAddress address) {
            RequestOptions options = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, url.port())))
                    .setHost(url.host())
                    .setPort(url.port())
                    .setSsl(url.tls())
                    .setFollowRedirects(false)
                    .setURI(url.target());
            headers.forEach(options::putHeader);
            return options;
        }

        /** Reads the body to its end or its bound, because some receivers count an unread response as a failure. */
        private Future<Integer> read(HttpClientResponse response) {
            Promise<Integer> done = Promise.promise();
            statusCode = response.statusCode();
            long[] read = {0};
            response.handler(chunk -> {
                read[0] += chunk.length();
                if (read[0] > BODY_BYTES_MAX) {
                    done.tryComplete(response.statusCode());
                }
            });
            response.endHandler(end -> done.tryComplete(response.statusCode()));
            response.exceptionHandler(broken -> done.tryComplete(response.statusCode()));
            return done.future();
        }

        /** Returns the outcome by the status, also if the body took too long, because the receiver has answered. */
        Attempt ended(Throwable failure, long millis) {
            return statusCode == null ? Attempt.failed(error(failure), millis) : Attempt.responded(statusCode, millis);
        }

        void abandon() {
            abandoned = true;
            cancel.run();
        }
    }
}
