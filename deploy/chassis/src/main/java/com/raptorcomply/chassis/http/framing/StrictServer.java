package com.raptorcomply.chassis.http.framing;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1 server that reads with the {@link StrictRequestDecoder} and refuses requests with more than one meaning. The
 * gateway, which reads heads in a pass of its own, installs the decoder by itself.
 */
public final class StrictServer {
    /** From the first byte of a request's head to its last. */
    private static final long HEAD_MILLIS = 10_000;

    private StrictServer() {}

    /**
     * A server that does not listen yet. It serves one event loop.
     *
     * @param requests gets each request that has one meaning
     * @param refusal answers any other request, whose connection ends with the answer
     */
    public static HttpServer create(
            Vertx vertx,
            HttpServerOptions options,
            Handler<HttpServerRequest> requests,
            BiConsumer<HttpServerRequest, RequestFault> refusal) {
        HeadWatch heads = new HeadWatch(HEAD_MILLIS);
        return vertx.createHttpServer(options)
                .connectionHandler(connection -> StrictRequestDecoder.install(connection, options, heads))
                .invalidRequestHandler(request ->
                        refuse(request, RequestFault.of(request.decoderResult().cause()), refusal))
                .requestHandler(request -> {
                    RequestFault fault = fault(request);
                    if (fault == null) {
                        requests.handle(request);
                    } else {
                        refuse(request, fault, refusal);
                    }
                });
    }

    private static void refuse(
            HttpServerRequest request, RequestFault fault, BiConsumer<HttpServerRequest, RequestFault> refusal) {
        request.response()
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .endHandler(answered -> request.connection().close());
        refusal.accept(request, fault);
    }

    /** RFC 9112 sections 3.2 and 6.1: one Host, and no transfer coding but chunked. */
    private static @Nullable RequestFault fault(HttpServerRequest request) {
        MultiMap fields = request.headers();
        int hosts = fields.getAll(HttpHeaders.HOST).size();
        if (hosts > 1 || (hosts == 0 && request.version() == HttpVersion.HTTP_1_1)) {
            return RequestFault.HOST;
        }
        List<String> codings = fields.getAll(HttpHeaders.TRANSFER_ENCODING);
        boolean framed =
                codings.isEmpty() || (codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked"));
        return framed ? null : RequestFault.FRAMING;
    }
}
