package com.raptorcomply.chassis.http.framing;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs an HTTP/1 server that decodes with the {@link StrictRequestDecoder} and refuses ambiguous requests. The gateway
 * installs the decoder itself, because it validates headers in a pass of its own.
 */
public final class StrictServer {
    /** The time from the first byte of a request's header to its last. */
    private static final long HEAD_MILLIS = 10_000;

    private final HttpServer server;
    private final ListeningSocket socket;
    private final AtomicBoolean draining;

    private StrictServer(HttpServer server, ListeningSocket socket, AtomicBoolean draining) {
        this.server = server;
        this.socket = socket;
        this.draining = draining;
    }

    /** Returns the Vert.x server. Use {@link #shutdown} to stop it. */
    public HttpServer http() {
        return server;
    }

    /**
     * Goes on serving for a time, but closes each connection after its next response, and says so in that response. So clients
     * that keep connections notice that this service is not ready, and none sends a request on a connection that is about to be
     * closed.
     */
    public Future<Void> drain(Vertx vertx, Duration delay) {
        draining.set(true);
        return delay.isZero()
                ? Future.succeededFuture()
                : vertx.timer(delay.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
    }

    /**
     * Refuses new connections and lets running requests finish.
     *
     * @param seconds after which running requests are aborted
     */
    public Future<Void> shutdown(long seconds) {
        return socket.close().compose(closed -> server.shutdown(seconds, TimeUnit.SECONDS));
    }

    /**
     * Starts listening on the caller's event loop.
     *
     * @param connections counts those of this server
     * @param requests handles each unambiguous request
     * @param refusal responds to any other request; the connection closes after the response
     */
    public static Future<StrictServer> listen(
            Vertx vertx,
            HttpServerOptions options,
            OpenConnections connections,
            Handler<HttpServerRequest> requests,
            BiConsumer<HttpServerRequest, RequestFault> refusal) {
        HeaderTimeout heads = new HeaderTimeout(HEAD_MILLIS);
        ListeningSocket socket = new ListeningSocket();
        AtomicBoolean draining = new AtomicBoolean();
        return vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    socket.learn(connection);
                    connections.count(connection);
                    StrictRequestDecoder.install(connection, options, heads);
                    DrainedConnection.install(connection, draining);
                })
                .invalidRequestHandler(request ->
                        refuse(request, RequestFault.of(request.decoderResult().cause()), refusal))
                .requestHandler(request -> {
                    RequestFault fault = fault(request);
                    if (fault == null) {
                        requests.handle(request);
                    } else {
                        refuse(request, fault, refusal);
                    }
                })
                .listen()
                .map(server -> new StrictServer(server, socket, draining));
    }

    private static void refuse(
            HttpServerRequest request, RequestFault fault, BiConsumer<HttpServerRequest, RequestFault> refusal) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE).endHandler(ended -> request.connection()
                .close());
        refusal.accept(request, fault);
    }

    /** Requires one valid Host and no transfer coding but chunked (RFC 9112 sections 3.2 and 6.1). */
    private static @Nullable RequestFault fault(HttpServerRequest request) {
        MultiMap headers = request.headers();
        List<String> hosts = headers.getAll(HttpHeaders.HOST);
        boolean validHost = hosts.isEmpty()
                ? request.version() == HttpVersion.HTTP_1_0
                : hosts.size() == 1 && HostSyntax.isValid(hosts.get(0));
        if (!validHost) {
            return RequestFault.HOST;
        }
        List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        boolean validFraming =
                codings.isEmpty() || (codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked"));
        return validFraming ? null : RequestFault.FRAMING;
    }
}
