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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1 server that reads with the {@link StrictRequestDecoder} and refuses requests with more than one meaning. The
 * gateway, which reads heads in a pass of its own, installs the decoder by itself.
 */
public final class StrictServer {
    /** From the first byte of a request's head to its last. */
    private static final long HEAD_MILLIS = 10_000;

    private final HttpServer server;
    private final ListeningSocket socket;

    private StrictServer(HttpServer server, ListeningSocket socket) {
        this.server = server;
        this.socket = socket;
    }

    /** Its public API, for all but {@link #shutdown}. */
    public HttpServer http() {
        return server;
    }

    /** Refuses connections from now on, and gives requests that have begun so many seconds to end. */
    public Future<Void> shutdown(long seconds) {
        return socket.close().compose(closed -> server.shutdown(seconds, TimeUnit.SECONDS));
    }

    /**
     * Listens; for one event loop, that of the caller.
     *
     * @param requests gets each request that has one meaning
     * @param refusal answers any other request, whose connection ends with the answer
     */
    public static Future<StrictServer> listen(
            Vertx vertx,
            HttpServerOptions options,
            Handler<HttpServerRequest> requests,
            BiConsumer<HttpServerRequest, RequestFault> refusal) {
        HeaderTimeout heads = new HeaderTimeout(HEAD_MILLIS);
        ListeningSocket socket = new ListeningSocket();
        return vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    socket.learn(connection);
                    StrictRequestDecoder.install(connection, options, heads);
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
                .map(server -> new StrictServer(server, socket));
    }

    private static void refuse(
            HttpServerRequest request, RequestFault fault, BiConsumer<HttpServerRequest, RequestFault> refusal) {
        request.response()
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .endHandler(answered -> request.connection().close());
        refusal.accept(request, fault);
    }

    /** RFC 9112 sections 3.2 and 6.1: one valid Host, and no transfer coding but chunked. */
    private static @Nullable RequestFault fault(HttpServerRequest request) {
        MultiMap fields = request.headers();
        List<String> hosts = fields.getAll(HttpHeaders.HOST);
        boolean named = hosts.isEmpty()
                ? request.version() == HttpVersion.HTTP_1_0
                : hosts.size() == 1 && HostSyntax.isValid(hosts.get(0));
        if (!named) {
            return RequestFault.HOST;
        }
        List<String> codings = fields.getAll(HttpHeaders.TRANSFER_ENCODING);
        boolean framed =
                codings.isEmpty() || (codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked"));
        return framed ? null : RequestFault.FRAMING;
    }
}
