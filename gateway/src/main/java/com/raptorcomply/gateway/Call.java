package com.raptorcomply.gateway;

import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.gateway.decision.Permit;
import com.raptorcomply.gateway.edge.RequestHead;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.gateway.route.Target;
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
final class Call implements ExchangeListener {
    private static final CharSequence APPLICATION_JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence X_REQUEST_ID = AsciiString.cached("X-Request-Id");

    /** What the log and the meters hear when nobody got an answer, as nginx has it. */
    static final int CLIENT_GONE = 499;

    private static final int FORBIDDEN = 403;

    private final HttpServerRequest request;
    private final RequestHead head;
    private final String requestId;
    private final long begunNanos;
    private final long begunMillis;
    private final Records records;
    private final @Nullable Span span;
    private @Nullable Target target;
    private @Nullable Route route;
    private PresentedKey.@Nullable Wellformed key;
    private @Nullable Permit permit;
    private boolean entered;
    private @Nullable Grant admitted;
    private @Nullable String missingPermission;

    Call(HttpServerRequest request, RequestHead head, Records records) {
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

    HttpServerRequest request() {
        return request;
    }

    HttpServerResponse response() {
        return request.response();
    }

    RequestHead head() {
        return head;
    }

    String requestId() {
        return requestId;
    }

    /** On the monotonic clock, read once for the request when its head was complete. */
    long begunNanos() {
        return begunNanos;
    }

    /** The same moment on the wall clock. */
    long begunMillis() {
        return begunMillis;
    }

    void aim(Target normalized, @Nullable Route found) {
        target = normalized;
        route = found;
    }

    Target target() {
        if (target == null) {
            throw new IllegalStateException("The request has no target yet");
        }
        return target;
    }

    /** Null while it has none, and if it has none that could be read. */
    @Nullable
    Target aimed() {
        return target;
    }

    @Nullable
    Route route() {
        return route;
    }

    void key(PresentedKey.Wellformed presented) {
        key = presented;
    }

    PresentedKey.Wellformed key() {
        if (key == null) {
            throw new IllegalStateException("The request brought no key");
        }
        return key;
    }

    PresentedKey.@Nullable Wellformed presentedKey() {
        return key;
    }

    void permit(Permit given) {
        permit = given;
    }

    @Nullable
    Permit permit() {
        return permit;
    }

    /** Null without tracing. */
    @Nullable
    Span span() {
        return span;
    }

    /** It counts as under way until it has ended. */
    void enter() {
        entered = true;
    }

    /** Whether it counted as under way; from now on it does not. */
    boolean leave() {
        boolean counted = entered;
        entered = false;
        return counted;
    }

    /** It holds a place of the grant's key and organization until it has ended. */
    void admitted(Grant grant) {
        admitted = grant;
    }

    /** Whose place it held; from now on it holds none. */
    @Nullable
    Grant released() {
        Grant held = admitted;
        admitted = null;
        return held;
    }

    /** Answers with an error. */
    void refuse(PreparedProblem refusal) {
        Problem problem = refusal.problem();
        records.refused(this, problem.status(), refusal.check(), problem.permission());
        request.response().setStatusCode(problem.status());
        problem.headers().forEach(request.response()::putHeader);
        String accept = head.accept();
        OwnAnswer.send(this, records, Problem.contentType(accept), refusal.body(accept, requestId));
    }

    /** Takes a step: whatever happens there, the request is answered and gives its place back. */
    void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException unforeseen) {
            records.broke(this, unforeseen);
            closeAfterwards();
            refuse(Errors.UNFORESEEN);
        }
    }

    /** Answers 200 with JSON. */
    void answer(Buffer json) {
        OwnAnswer.send(this, records, APPLICATION_JSON, json);
    }

    /** Answers 200 with what a page of any origin may read (Fetch standard, CORS protocol). */
    void answerAnyOrigin(CharSequence contentType, Buffer body) {
        request.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        OwnAnswer.send(this, records, contentType, body);
    }

    @Override
    public void answering() {
        if (records.closes()) {
            closeAfterwards();
        }
    }

    @Override
    public void permissionMissing(String permission) {
        missingPermission = permission;
    }

    @Override
    public void answered(int status, long responseBytes) {
        if (status == FORBIDDEN) {
            records.refused(this, status, Errors.FORBIDDEN.check(), missingPermission);
        }
        records.ended(this, status, responseBytes);
        records.left(this);
    }

    @Override
    public void failed(Failure failure, boolean answerBegun) {
        records.failed(this, failure);
        if (failure == Failure.CLIENT_GONE) {
            records.ended(this, CLIENT_GONE, 0);
            records.left(this);
        } else if (answerBegun) {
            records.ended(this, Errors.of(failure).problem().status(), 0);
            records.left(this);
        } else {
            if (failure.endsConnection()) {
                closeAfterwards();
            }
            refuse(Errors.of(failure));
        }
    }

    /**
     * The connection cannot go on: what follows on it could be read in two ways, or is more than anybody wants. In HTTP/2 it is
     * the stream alone that ends.
     */
    void closeAfterwards() {
        if (head.http2()) {
            return;
        }
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        request.response().endHandler(v -> request.connection().close());
    }
}
