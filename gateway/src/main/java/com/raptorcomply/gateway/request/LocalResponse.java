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

/** Sends what the gateway itself answers to a call. Confined to the call's event loop. */
final class LocalResponse {
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    /** The client may stop sending: the answer is whole (RFC 9113 section 8.1). */
    private static final long HTTP_2_NO_ERROR = 0;

    /** A declared length of so many digits is below 1 MB. */
    private static final int DROPPED_LENGTH_DIGITS_MAX = 6;

    private LocalResponse() {}

    /** Ends the call with this body, unless it is answered already. */
    static void send(RequestContext call, RequestEvents records, CharSequence contentType, Buffer body) {
        HttpServerRequest request = call.request();
        HttpServerResponse response = request.response();
        records.ended(call, response.getStatusCode(), body.length());
        if (response.ended() || response.closed()) {
            records.left(call);
            return;
        }
        call.onResponseStart();
        response.putHeader(HttpHeaders.CONTENT_TYPE, contentType).putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
        if (call.head().hasBody() && !request.isEnded()) {
            dropBody(call);
        }
        if (HttpMethod.HEAD.equals(request.method())) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            await(call, records, response.end(), 0);
        } else {
            await(call, records, response.end(body), body.length());
        }
    }

    /** Gives the call's place back once the last byte has left. */
    private static void await(RequestContext call, RequestEvents records, Future<Void> sent, int bytes) {
        if (sent.isComplete()) {
            left(call, records, ResponseDelivery.SENT);
            return;
        }
        HttpServerRequest request = call.request();
        SendBuffer buffer = SendBuffer.of(request.connection());
        buffer.add(bytes);
        sent.onComplete(done -> buffer.remove(bytes));
        buffer.awaitSent(request, sent, departure -> left(call, records, departure));
        if (call.head().http2()) {
            Http2FlowControl.flushHead(request);
        }
    }

    private static void left(RequestContext call, RequestEvents records, ResponseDelivery departure) {
        if (departure == ResponseDelivery.CLIENT_STALLED) {
            records.failed(call, Failure.CLIENT_SLOW, null);
        }
        records.left(call);
        if (departure == ResponseDelivery.SENT
                && call.head().http2()
                && call.head().hasBody()
                && !call.request().isEnded()) {
            call.response().reset(HTTP_2_NO_ERROR);
        }
    }

    /** A small body is read and dropped, so that the connection can go on; for more it is not worth it. */
    private static void dropBody(RequestContext call) {
        HttpServerRequest request = call.request();
        RequestHead head = call.head();
        if (head.http2()) {
            request.handler(null).endHandler(null).resume();
            return;
        }
        String length = head.contentLength();
        if (length == null || length.length() > DROPPED_LENGTH_DIGITS_MAX) {
            call.closeAfterwards();
        }
        BodyDrain.drop(request);
    }
}
