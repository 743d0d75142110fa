package com.raptorcomply.gateway.request;

import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.chassis.log.EnumLabel;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.http.RequestHead;
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
import org.jspecify.annotations.Nullable;

/** One request and what has become known of it; answers it when the gateway does so itself. Confined to its event loop. */
public final class RequestContext implements ExchangeListener {
    private static final CharSequence APPLICATION_JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence X_REQUEST_ID = AsciiString.cached("X-Request-Id");

    /** What the log and the meters hear when nobody got an answer, as nginx has it. */
    public static final int CLIENT_GONE = 499;

    private static final int FORBIDDEN = 403;
    private static final int ERROR = 400;

    private static final String UPSTREAM_RESPONSE = EnumLabel.of(Rejection.UPSTREAM_RESPONSE);

    private final HttpServerRequest request;
    private final RequestHead head;
    private final String requestId;
    private final long begunNanos;
    private final long begunMillis;
    private final RequestEvents records;
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

    public RequestContext(HttpServerRequest request, RequestHead head, RequestEvents records) {
        this.request = request;
        this.head = head;
        this.records = records;
        this.begunNanos = System.nanoTime();
        this.begunMillis = System.currentTimeMillis();
        this.requestId = RequestId.choose(head.requestId());
        this.span = records.begun(request, head);
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

    /** On the monotonic clock, read once for the request when its head was complete. */
    public long begunNanos() {
        return begunNanos;
    }

    /** The same moment on the wall clock. */
    public long begunMillis() {
        return begunMillis;
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

    /** Null while it has none, and if it has none that could be read. */
    @Nullable
    public RequestTarget aimed() {
        return target;
    }

    @Nullable
    public Route route() {
        return route;
    }

    /** Returns the prefix of the route, or the path of the gateway's own endpoint; null while nothing matched. */
    public @Nullable String routeTemplate() {
        return routeTemplate;
    }

    public void key(PresentedKey.Wellformed presented) {
        key = presented;
    }

    public PresentedKey.Wellformed key() {
        if (key == null) {
            throw new IllegalStateException("The request brought no key");
        }
        return key;
    }

    public PresentedKey.@Nullable Wellformed presentedKey() {
        return key;
    }

    public void permit(Permit given) {
        permit = given;
    }

    @Nullable
    public Permit permit() {
        return permit;
    }

    /** Null without tracing. */
    @Nullable
    public Span span() {
        return span;
    }

    /** It counts as under way until it has ended. */
    public void enter() {
        entered = true;
    }

    /** Whether it counted as under way; from now on it does not. */
    public boolean leave() {
        boolean counted = entered;
        entered = false;
        return counted;
    }

    /** It holds a place of the grant's key and organization until it has ended. */
    public void admitted(Grant grant) {
        admitted = grant;
    }

    /** Whose place it held; from now on it holds none. */
    @Nullable
    public Grant released() {
        Grant held = admitted;
        admitted = null;
        return held;
    }

    /** Why it is refused or has failed; null while it is not. */
    @Nullable
    public String reason() {
        return reason;
    }

    /** The latest reason counts: an answer may break off after it has begun. */
    public void reason(String found) {
        reason = found;
    }

    /** Whether it had not ended before; from now on it has. */
    public boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    public boolean hasEnded() {
        return ended;
    }

    /** Answers with an error; an answer whose head has left is cut instead, so that its client sees that it is not whole. */
    public void refuse(PreparedProblem refusal) {
        Problem problem = refusal.problem();
        records.refused(this, problem.status(), refusal.reason(), problem.permission());
        if (request.response().headWritten()) {
            breakOff(problem.status());
            return;
        }
        request.response().setStatusCode(problem.status());
        problem.headers().forEach(request.response()::putHeader);
        String accept = head.accept();
        LocalResponse.send(this, records, Problem.contentType(accept), refusal.body(accept, requestId));
    }

    private void breakOff(int status) {
        records.ended(this, status, 0);
        if (!request.response().ended()) {
            ForceClose.response(request);
        }
        records.left(this);
    }

    /** Takes a step: whatever happens there, the request is answered and gives its place back. */
    public void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException unforeseen) {
            records.broke(this, unforeseen);
            closeAfterwards();
            refuse(ErrorResponses.UNFORESEEN);
        }
    }

    /** Answers 200 with JSON. */
    public void answer(Buffer json) {
        LocalResponse.send(this, records, APPLICATION_JSON, json);
    }

    /** Answers 200 with what a page of any origin may read (Fetch standard, CORS protocol). */
    public void answerAnyOrigin(CharSequence contentType, Buffer body) {
        request.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        LocalResponse.send(this, records, contentType, body);
    }

    /** Called before the head of any response is sent. */
    void onResponseStart() {
        if (records.closes()) {
            closeAfterwards();
        }
    }

    /** Records a 403 before its head is sent, so that the client finds the trace at once. */
    @Override
    public void onResponseStart(int status, @Nullable String missingPermission) {
        onResponseStart();
        if (status == FORBIDDEN) {
            records.refused(this, status, ErrorResponses.FORBIDDEN.reason(), missingPermission);
        } else if (status >= ERROR) {
            reason(UPSTREAM_RESPONSE);
        }
    }

    @Override
    public void onResponseEnd(int status, long responseBytes) {
        records.ended(this, status, responseBytes);
        records.left(this);
    }

    @Override
    public void onFailure(Failure failure, @Nullable Throwable cause, boolean responseBegun) {
        records.failed(this, failure, cause);
        if (failure == Failure.CLIENT_GONE) {
            records.ended(this, CLIENT_GONE, 0);
            records.left(this);
        } else if (responseBegun) {
            records.ended(this, ErrorResponses.of(failure).problem().status(), 0);
            records.left(this);
        } else {
            if (failure.endsConnection()) {
                closeAfterwards();
            }
            refuse(ErrorResponses.of(failure));
        }
    }

    /**
     * The connection cannot go on: what follows on it could be read in two ways, or is more than anybody wants. In HTTP/2 it is
     * the stream alone that ends.
     */
    public void closeAfterwards() {
        if (head.http2() || request.response().headWritten()) {
            return;
        }
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        request.response().endHandler(v -> request.connection().close());
    }
}
