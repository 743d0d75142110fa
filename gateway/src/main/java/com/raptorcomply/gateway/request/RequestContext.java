package com.raptorcomply.gateway.request;

import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.chassis.log.EnumLabel;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.http.RequestHead;
import com.raptorcomply.gateway.http.guard.BodyDrain;
import com.raptorcomply.gateway.http.guard.ForceClose;
import com.raptorcomply.gateway.route.RequestTarget;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.gateway.upstream.ExchangeListener;
import com.raptorcomply.gateway.upstream.Failure;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import io.netty.util.AsciiString;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds one request and the facts found about it, and sends the responses that the gateway makes itself. Confined to
 * its event loop.
 */
public final class RequestContext extends TimedRequest implements ExchangeListener {
    private static final CharSequence APPLICATION_JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence X_REQUEST_ID = AsciiString.cached("X-Request-Id");

    /** The status in logs and metrics if the client left before a response, as in nginx. */
    public static final int CLIENT_GONE = 499;

    private static final int FORBIDDEN = 403;
    private static final int ERROR = 400;

    private static final String UPSTREAM_RESPONSE = EnumLabel.of(Rejection.UPSTREAM_RESPONSE);

    private final HttpServerRequest request;
    private final RequestHead head;
    private final String requestId;
    private final RequestEvents events;
    private final @Nullable Span span;
    private @Nullable RequestTarget target;
    private @Nullable Route route;
    private @Nullable String routeTemplate;
    private PresentedKey.@Nullable Wellformed key;
    private @Nullable Permit permit;
    private boolean entered;
    private @Nullable Grant admitted;
    private @Nullable String reason;
    private boolean ended;
    private boolean unread;

    public RequestContext(HttpServerRequest request, RequestHead head, RequestEvents events) {
        this.request = request;
        this.head = head;
        this.events = events;
        this.requestId = RequestId.choose(head.requestId());
        this.span = events.begun(request, head);
        request.response().headers().set(X_REQUEST_ID, requestId);
        if (head.closesUnseen()) {
            closeAfterwards();
        }
    }

    public HttpServerRequest request() {
        return request;
    }

    public HttpServerResponse response() {
        return request.response();
    }

    public RequestHead head() {
        return head;
    }

    public String requestId() {
        return requestId;
    }

    /** @param template of the path, for spans; null if nothing matched */
    public void aim(RequestTarget normalized, @Nullable Route found, @Nullable String template) {
        target = normalized;
        route = found;
        routeTemplate = template;
    }

    public RequestTarget target() {
        if (target == null) {
            throw new IllegalStateException("The request has no target yet");
        }
        return target;
    }

    /** Returns null before {@link #aim}, and if the target was malformed. */
    public @Nullable RequestTarget aimed() {
        return target;
    }

    public @Nullable Route route() {
        return route;
    }

    /** Returns the prefix of the route, or the path of the gateway's own endpoint; null if nothing matched. */
    public @Nullable String routeTemplate() {
        return routeTemplate;
    }

    public void key(PresentedKey.Wellformed presented) {
        key = presented;
    }

    public PresentedKey.Wellformed key() {
        if (key == null) {
            throw new IllegalStateException("The request has no key");
        }
        return key;
    }

    public PresentedKey.@Nullable Wellformed presentedKey() {
        return key;
    }

    public void permit(Permit given) {
        permit = given;
    }

    public @Nullable Permit permit() {
        return permit;
    }

    /** Returns null without tracing. */
    public @Nullable Span span() {
        return span;
    }

    /** Counts the request as active until it ends. */
    public void enter() {
        entered = true;
    }

    /** Returns true once, if the request counted as active. */
    public boolean leave() {
        boolean counted = entered;
        entered = false;
        return counted;
    }

    /** Notes that the request holds a place in flight of the key and the organization. */
    public void admitted(Grant grant) {
        admitted = grant;
    }

    /** Returns the grant whose place the request held, once; null if it held none. */
    public @Nullable Grant released() {
        Grant held = admitted;
        admitted = null;
        return held;
    }

    /** Returns the reason of a refusal or failure; null without one. */
    public @Nullable String reason() {
        return reason;
    }

    /** Replaces the reason, because a response may fail after it has begun. */
    public void reason(String found) {
        reason = found;
    }

    /** Ends the request; returns false if it had ended before. */
    public boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    public boolean hasEnded() {
        return ended;
    }

    /**
     * Responds with an error. If the head of a response was sent, the connection is cut, so that the client sees an
     * incomplete response.
     */
    public void refuse(PreparedProblem refusal) {
        Problem problem = refusal.problem();
        events.refused(this, problem.status(), refusal.reason(), problem.permission());
        if (request.response().headWritten()) {
            abort(problem.status());
            return;
        }
        request.response().setStatusCode(problem.status());
        problem.headers().forEach(request.response()::putHeader);
        String accept = head.accept();
        LocalResponse.send(this, events, Problem.contentType(accept), refusal.body(accept, requestId));
    }

    private void abort(int status) {
        events.ended(this, status, 0);
        if (!request.response().ended()) {
            ForceClose.response(request);
        }
        events.left(this);
    }

    /** Runs a step. If it throws, the request gets a 500 and gives its places back. */
    public void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            events.broke(this, e);
            closeAfterwards();
            refuse(ErrorResponses.UNFORESEEN);
        }
    }

    /** Responds with 200 and JSON. */
    public void answer(Buffer json) {
        LocalResponse.send(this, events, APPLICATION_JSON, json);
    }

    /** Responds with 200, a body and more header fields. */
    public void answer(CharSequence contentType, Buffer body, Map<String, String> headers) {
        headers.forEach(request.response()::putHeader);
        LocalResponse.send(this, events, contentType, body);
    }

    /** Closes the connection after this response if the gateway is about to stop. Call before the head is sent. */
    void closeIfStopping() {
        if (events.closes()) {
            closeAfterwards();
        }
    }

    /** Records a 403 before its head is sent, so that the client finds the trace at once. */
    @Override
    public void onResponseStart(int status, @Nullable String missingPermission) {
        responded();
        closeIfStopping();
        if (status == FORBIDDEN) {
            events.refused(this, status, ErrorResponses.FORBIDDEN.reason(), missingPermission);
        } else if (status >= ERROR) {
            reason(UPSTREAM_RESPONSE);
        }
    }

    @Override
    public void onResponseEnd(int status, long responseBytes) {
        events.ended(this, status, responseBytes);
        events.left(this);
    }

    @Override
    public void onFailure(Failure failure, @Nullable Throwable cause, boolean responseBegun) {
        events.failed(this, failure, cause);
        if (failure == Failure.CLIENT_GONE) {
            events.ended(this, CLIENT_GONE, 0);
            events.left(this);
        } else if (responseBegun) {
            events.ended(this, ErrorResponses.of(failure).problem().status(), 0);
            events.left(this);
        } else {
            if (failure == Failure.BODY_TOO_LARGE) {
                closeAfterwards();
            } else if (failure.endsConnection()) {
                closeUnread();
            }
            refuse(ErrorResponses.of(failure));
        }
    }

    /** Closes the connection after the response and the rest of the body. In HTTP/2 only the stream ends. */
    public void closeAfterwards() {
        if (head.http2() || request.response().headWritten()) {
            return;
        }
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        request.response().endHandler(v -> closeConnection());
    }

    /** Closes the connection right after the response, because what follows on it is ambiguous or unwanted. */
    public void closeUnread() {
        unread = true;
        closeAfterwards();
    }

    private void closeConnection() {
        if (unread || !head.hasBody()) {
            request.connection().close();
        } else {
            BodyDrain.close(request);
        }
    }
}
