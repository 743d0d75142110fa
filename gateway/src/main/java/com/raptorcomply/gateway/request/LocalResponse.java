package com.raptorcomply.gateway.request;

import com.raptorcomply.gateway.http.RequestHead;
import com.raptorcomply.gateway.http.guard.BodyDrain;
import com.raptorcomply.gateway.http.guard.Http2FlowControl;
import com.raptorcomply.gateway.http.guard.ResponseDelivery;
import com.raptorcomply.gateway.http.guard.SendBuffer;
import com.raptorcomply.gateway.upstream.Failure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Sends the responses that the gateway makes itself. Confined to the event loop of the request. */
final class LocalResponse {
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    /** Tells the client to stop sending, because the response is complete (RFC 9113 section 8.1). */
    private static final long HTTP_2_NO_ERROR = 0;

    /** A Content-Length of so many digits is below 1 MB. */
    private static final int DROPPED_LENGTH_DIGITS_MAX = 6;

    private LocalResponse() {}

    /** Sends the response with this body, unless one has been sent. */
    static void send(RequestContext context, RequestEvents events, CharSequence contentType, Buffer body) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = request.response();
        events.ended(context, response.getStatusCode(), body.length());
        if (response.ended() || response.closed()) {
            events.left(context);
            return;
        }
        context.closeIfStopping();
        response.putHeader(HttpHeaders.CONTENT_TYPE, contentType).putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
        if (context.head().hasBody() && !request.isEnded()) {
            dropBody(context);
        }
        if (HttpMethod.HEAD.equals(request.method())) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            await(context, events, response.end(), 0);
        } else {
            await(context, events, response.end(body), body.length());
        }
    }

    /** Gives back the places of the request after the last byte has left. */
    private static void await(RequestContext context, RequestEvents events, Future<Void> sent, int bytes) {
        if (sent.isComplete()) {
            left(context, events, ResponseDelivery.SENT);
            return;
        }
        HttpServerRequest request = context.request();
        SendBuffer buffer = SendBuffer.of(request.connection());
        buffer.add(bytes);
        sent.onComplete(done -> buffer.remove(bytes));
        buffer.awaitSent(request, sent, delivery -> left(context, events, delivery));
        if (context.head().http2()) {
            Http2FlowControl.flushHead(request);
        }
    }

    private static void left(RequestContext context, RequestEvents events, ResponseDelivery delivery) {
        if (delivery == ResponseDelivery.CLIENT_STALLED) {
            events.failed(context, Failure.CLIENT_SLOW, null);
        }
        events.left(context);
        if (delivery == ResponseDelivery.SENT
                && context.head().http2()
                && context.head().hasBody()
                && !context.request().isEnded()) {
            context.response().reset(HTTP_2_NO_ERROR);
        }
    }

    /**
     * Reads and drops a small request body, so that the connection can be used again. A larger one closes the
     * connection, which {@link BodyDrain} puts off until the client has the response.
     */
    private static void dropBody(RequestContext context) {
        HttpServerRequest request = context.request();
        RequestHead head = context.head();
        if (head.http2()) {
            request.handler(null).endHandler(null).resume();
            return;
        }
        String length = head.contentLength();
        if (length == null || length.length() > DROPPED_LENGTH_DIGITS_MAX) {
            context.closeAfterwards();
        }
        BodyDrain.drop(request);
    }
}
