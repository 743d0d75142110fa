package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.decision.Permit;
import com.raptorcomply.gateway.edge.Methods;
import com.raptorcomply.gateway.upstream.Connections.Link;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to an upstream and its answer on the way back. Confined to its event loop.
 *
 * <pre>
 * connecting ──▶ sending ──▶ awaiting ──head──▶ streaming ──▶ ended
 *      ▲            │            │                  │
 *      ╰──retried once: an old connection closed, idempotent, no body, no byte of an answer
 * </pre>
 *
 * Any of them ends with a {@link Failure} when its time is over, a side closes, or a bound is passed.
 */
final class Exchange {
    /** Method and target are set on the request itself, which spares an object for each. */
    private static final RequestOptions UNSET = new RequestOptions();

    private final Upstream upstream;
    private final Passage passage;
    private final ExchangeListener listener;
    private final HttpServerRequest request;
    private final HttpServerResponse answer;
    private Connections connections;
    private @Nullable Link link;
    private @Nullable HttpClientRequest outbound;
    private long sentBytes;
    private long deadlineNanos;
    private int nodesTried;
    private boolean requestSent;
    private boolean answerHeadSeen;
    private boolean retried;
    private boolean ended;
    private @Nullable Permit permit;
    private @Nullable Doubt doubt;

    /** Where the sweep keeps it. */
    int sweepIndex;

    Exchange(Upstream upstream, Passage passage, ExchangeListener listener) {
        this.upstream = upstream;
        this.passage = passage;
        this.listener = listener;
        this.request = passage.request();
        this.answer = request.response();
        this.connections = upstream.next();
        this.permit = passage.permit();
    }

    void begin() {
        upstream.sweep().add(this);
        answer.exceptionHandler(closed -> fail(Failure.CLIENT_GONE));
        deadlineNanos = upstream.now() + upstream.waitNanos();
        Link unused = connections.poll(upstream.now());
        if (unused != null) {
            connected(unused);
        } else {
            connect();
        }
    }

    private void connect() {
        nodesTried++;
        if (!connections.await(this::connected)) {
            fail(Failure.OVERLOADED);
        }
    }

    private void connected(AsyncResult<Link> result) {
        if (result.succeeded()) {
            connected(result.result());
        } else if (nodesTried < upstream.nodes() && !ended) {
            connections = upstream.next();
            connect();
        } else {
            fail(Failures.ofConnect(result.cause()));
        }
    }

    private void connected(Link taken) {
        if (ended) {
            connections.release(taken, upstream.now());
            return;
        }
        link = taken;
        taken.connection().request(UNSET).onComplete(this::created);
    }

    private void created(AsyncResult<HttpClientRequest> result) {
        if (result.failed()) {
            broken();
            return;
        }
        HttpClientRequest created = result.result();
        if (ended) {
            created.reset();
            return;
        }
        outbound = created;
        created.setMethod(request.method()).setURI(passage.target().uri());
        created.exceptionHandler(cause -> brokenOn(created));
        created.response().onComplete(head -> answered(created, head));
        UpstreamFields.write(passage, connections.authority(), created.headers());
        if (passage.head().hasBody()) {
            sendBody(created);
        } else {
            sent();
            created.end();
        }
    }

    private void sendBody(HttpClientRequest to) {
        if (passage.head().chunked()) {
            to.setChunked(true);
        }
        if (passage.head().expectsContinue()) {
            answer.writeContinue();
        }
        request.exceptionHandler(closed -> fail(Failure.CLIENT_GONE));
        request.endHandler(v -> {
            if (!ended) {
                sent();
                to.end();
            }
        });
        request.handler(chunk -> {
            if (ended) {
                return;
            }
            sentBytes += chunk.length();
            if (sentBytes > upstream.bodyBytesMax()) {
                fail(Failure.BODY_TOO_LARGE);
                return;
            }
            touch();
            to.write(chunk);
            if (to.writeQueueFull()) {
                request.pause();
                to.drainHandler(v -> request.resume());
            }
        });
        touch();
        request.resume();
    }

    private void sent() {
        requestSent = true;
        deadlineNanos = upstream.now() + upstream.firstByteNanos();
    }

    private void answered(HttpClientRequest from, AsyncResult<HttpClientResponse> head) {
        if (head.failed()) {
            brokenOn(from);
            return;
        }
        HttpClientResponse response = head.result();
        if (ended || from != outbound) {
            return;
        }
        answerHeadSeen = true;
        touch();
        AnswerStream.begin(this, passage, response, answer);
    }

    /** A byte has moved: the idle time begins anew. */
    void touch() {
        deadlineNanos = upstream.now() + upstream.idleNanos();
    }

    /** The whole answer has been read and given on. */
    void finish(HttpClientResponse response, long answerBytes) {
        if (ended) {
            return;
        }
        end();
        Link used = link;
        if (used != null) {
            if (requestSent && !AnswerStream.closes(response)) {
                connections.release(used, upstream.now());
            } else {
                connections.discard(used);
            }
        }
        drain();
        listener.answered(response.statusCode(), answerBytes);
    }

    /** Ends the exchange without a whole answer; only the first failure counts. */
    void fail(Failure failure) {
        if (ended) {
            return;
        }
        end();
        if (link != null) {
            connections.discard(link);
        }
        boolean begun = answer.headWritten();
        if (begun && failure != Failure.CLIENT_GONE) {
            answer.reset();
        }
        if (!failure.endsConnection() && failure != Failure.CLIENT_GONE) {
            drain();
        }
        listener.failed(failure, begun);
    }

    void expireAt(long nowNanos) {
        if (nowNanos - deadlineNanos >= 0) {
            fail(Failure.TIMEOUT);
        }
    }

    /** What it goes on by; null on an open route. */
    @Nullable
    Permit permit() {
        return permit;
    }

    PresentedKey.Wellformed key() {
        return passage.key();
    }

    @Nullable
    Doubt doubt() {
        return doubt;
    }

    void doubt(@Nullable Doubt raised) {
        doubt = raised;
    }

    /** Its key was verified again. */
    void renew(Permit given) {
        permit = given;
        doubt = null;
    }

    private void brokenOn(HttpClientRequest failed) {
        if (failed == outbound) {
            broken();
        }
    }

    /** An unused connection may have been closed while the request was on its way: no server has acted on it then. */
    private void broken() {
        Link used = link;
        boolean mayRetry = !ended && !retried && !answerHeadSeen && used != null && !used.fresh();
        if (used != null && mayRetry && !passage.head().hasBody() && Methods.isIdempotent(request.method())) {
            retried = true;
            connections.discard(used);
            link = null;
            outbound = null;
            connect();
        } else {
            fail(Failure.BROKEN);
        }
    }

    private void end() {
        ended = true;
        upstream.sweep().remove(this);
    }

    /** What the client still sends of its body is read and dropped, so that the connection can go on. */
    private void drain() {
        if (passage.head().hasBody() && !requestSent && !request.isEnded()) {
            request.handler(dropped -> {});
            request.endHandler(v -> {});
            request.resume();
        }
    }
}
