package com.raptorcomply.chassis.problem;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.chassis.http.framing.RequestFault;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.postgres.DatabaseFailure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps failures to error responses, as the only place that does. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int RETRY_AFTER_SECONDS = 2;

    /** The size up to which an unread body is read and discarded, so that the connection can be reused. */
    private static final long DRAINED_BYTES_MAX = 1024 * 1024;

    private Problems() {}

    /** Makes a router and its sub-routers respond to each failure, unknown path and wrong method as in the contract. */
    public static void install(Router router) {
        IntStream.rangeClosed(400, 599)
                .filter(status -> status != 405)
                .forEach(status -> router.errorHandler(status, ctx -> respondToFailure(ctx, status)));
        router.errorHandler(
                405,
                ctx -> send(ctx.request(), Problem.methodNotAllowed(AllowedMethods.of(router, ctx.normalizedPath()))));
    }

    /** Returns the problem for a failure. An unknown failure is a 500 that does not show its cause. */
    public static Problem of(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (failure instanceof HttpException http) {
            return ofStatus(http.getStatusCode());
        }
        if (DatabaseFailure.isTimeout(failure)) {
            return Problem.retryable(
                    ErrorCode.OVERLOADED,
                    "The database did not finish in time. Please try again later.",
                    RETRY_AFTER_SECONDS);
        }
        if (DatabaseFailure.isUnavailable(failure)) {
            return Problem.retryable(
                    ErrorCode.DATABASE_UNAVAILABLE,
                    "The database cannot be reached. Please try again later.",
                    RETRY_AFTER_SECONDS);
        }
        return Problem.internal();
    }

    /**
     * Sends a problem as the response. If a response has begun, resets it instead, so that the client does not take it
     * for complete.
     */
    public static void send(HttpServerRequest request, Problem problem) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        String requestId = RequestId.of(request);
        response.setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.contentType(accept));
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        problem.headers().forEach(response::putHeader);
        if (problem.permission() != null) {
            response.putHeader(Problem.PERMISSION_HEADER, problem.permission());
        }
        drainBody(request);
        response.end(problem.body(accept, requestId));
    }

    /**
     * Reads and discards an unread body, because some clients read no response before they have sent their whole
     * request.
     */
    private static void drainBody(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        if (RequestBody.declaredBytes(request) > DRAINED_BYTES_MAX
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        request.resume();
    }

    /** Responds to a request whose HTTP is faulty. */
    public static void send(HttpServerRequest request, RequestFault fault) {
        send(request, Problem.of(ErrorCode.of(fault), fault.message()));
    }

    /** Logs an unexpected failure once with its stack trace, and responds. */
    public static void send(HttpServerRequest request, Throwable failure) {
        send(request, logged(request, failure));
    }

    /** Returns the problem for a failure, for a response that is no API's; an unexpected failure is logged. */
    public static Problem logged(HttpServerRequest request, Throwable failure) {
        Problem problem = of(failure);
        if (problem.status() == 500) {
            LOG.atError()
                    .setCause(failure)
                    .addKeyValue(LogKeys.REQUEST_ID, RequestId.of(request))
                    .addKeyValue(LogKeys.METHOD, request.method().name())
                    .log("Request failed unexpectedly");
        } else if (problem.status() == 503
                && !(failure instanceof ProblemException)
                && !request.response().closed()) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.REQUEST_ID, RequestId.of(request))
                    .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                    .log("Database unavailable");
        }
        return problem;
    }

    /**
     * Responds to a failure that the router reports.
     *
     * @param status from the router; the context has none if the path cannot be decoded
     */
    private static void respondToFailure(RoutingContext ctx, int status) {
        @Nullable Throwable failure = ctx.failure();
        if (failure == null || (failure instanceof HttpException)) {
            send(ctx.request(), ofStatus(status));
        } else if (status < 500 && !(failure instanceof ProblemException)) {
            send(ctx.request(), ofStatus(status));
        } else {
            send(ctx.request(), failure);
        }
    }

    private static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> Problem.of(ErrorCode.KEY_MISSING, "Sign in, or send an API key");
            case 403 -> Problem.forbidden(ErrorCode.NOT_ALLOWED);
            case 404 -> Problem.notFound();
            case 413 -> Problem.of(ErrorCode.CONTENT_TOO_LARGE, "The body is larger than accepted here");
            case 414 -> Problem.of(ErrorCode.URI_TOO_LONG, "The request target is too long");
            case 415 -> Problem.of(ErrorCode.MEDIA_TYPE_UNSUPPORTED, "This content type is not accepted here");
            case 431 -> Problem.of(ErrorCode.HEADER_TOO_LARGE, "The request's header is too large");
            default ->
                status >= 400 && status < 500
                        ? Problem.of(ErrorCode.MALFORMED_REQUEST, "The request is malformed")
                        : Problem.internal();
        };
    }
}
