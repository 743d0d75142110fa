package com.raptorcomply.chassis.problem;

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

/** The one place where a failure becomes an answer. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int RETRY_AFTER_SECONDS = 2;

    /** Of an unread body, up to which it is read and thrown away so that the connection can be used again. */
    private static final long DRAINED_BYTES_MAX = 1024 * 1024;

    private Problems() {}

    /** Makes this router, and those mounted into it, answer every failure, unknown path and wrong method as the contract says. */
    public static void install(Router router) {
        IntStream.rangeClosed(400, 599)
                .filter(status -> status != 405)
                .forEach(status -> router.errorHandler(status, ctx -> answerFailure(ctx, status)));
        router.errorHandler(
                405,
                ctx -> send(ctx.request(), Problem.methodNotAllowed(AllowedMethods.of(router, ctx.normalizedPath()))));
    }

    /** The problem that stands for this failure; unknown failures are a 500 that says nothing about their cause. */
    public static Problem of(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (failure instanceof HttpException http) {
            return ofStatus(http.getStatusCode());
        }
        if (DatabaseFailure.isUnavailable(failure)) {
            return Problem.retryable(
                    ErrorCode.DATABASE_UNAVAILABLE,
                    "The database cannot be reached. Please try again later.",
                    RETRY_AFTER_SECONDS);
        }
        return Problem.internal();
    }

    /** Answers with a problem, unless the answer has begun: then the connection is cut, so that nobody takes it for whole. */
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
        passOverBody(request);
        response.end(problem.body(accept, requestId));
    }

    /** Reads on where nobody has read the body, because some clients look at no answer before they have sent all of it. */
    private static void passOverBody(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        if (JsonBody.declaredBytes(request) > DRAINED_BYTES_MAX
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        request.resume();
    }

    /** Answers a request that HTTP's own rules refuse. */
    public static void send(HttpServerRequest request, RequestFault fault) {
        send(request, Problem.of(ErrorCode.of(fault), fault.message()));
    }

    /** Logs what is nobody's mistake but ours, once and with its stack, and answers. */
    public static void send(HttpServerRequest request, Throwable failure) {
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
                    .addKeyValue(LogKeys.REASON, String.valueOf(failure.getMessage()))
                    .log("Database unavailable");
        }
        send(request, problem);
    }

    /** @param status what the router says; the context does not know it when the path cannot be decoded */
    private static void answerFailure(RoutingContext ctx, int status) {
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
