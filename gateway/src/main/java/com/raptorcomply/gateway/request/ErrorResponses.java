package com.raptorcomply.gateway.request;

import com.raptorcomply.chassis.log.EnumLabel;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.gateway.auth.Denial;
import com.raptorcomply.gateway.http.RequestError;
import com.raptorcomply.gateway.ratelimit.ThrottleReason;
import com.raptorcomply.gateway.upstream.Failure;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns each reason of a refusal or failure into its error response (contract section 2). No other class does so. */
public final class ErrorResponses {
    private static final int RETRY_AFTER_SECONDS = 1;
    private static final String KEY_UNCHECKED =
            "The API key cannot be checked right now. Please retry after a short delay.";
    private static final String PERMISSIONS_REDUCED =
            "The rights of the API key changed while this request was under way. Please retry.";
    private static final String OVERLOADED = "The service is overloaded. Please retry after a short delay.";
    private static final String UPSTREAM_FAILED = "The service behind the gateway failed to answer.";
    private static final String UPSTREAM_UNAVAILABLE =
            "The service behind the gateway is not available. Please retry after a short delay.";
    private static final String BODY_TIMEOUT = "The request's body did not arrive in time";
    private static final String BODY_TOO_LARGE = "The request body is too large";
    private static final String UPSTREAM_TIMEOUT = "The service behind the gateway did not answer in time.";

    public static final PreparedProblem GATEWAY_FULL = new PreparedProblem(overloaded(), Rejection.GATEWAY_FULL);
    public static final PreparedProblem ROUTE_UNKNOWN =
            new PreparedProblem(Problem.notFound(), Rejection.ROUTE_UNKNOWN);
    public static final PreparedProblem TRACE_UNKNOWN =
            new PreparedProblem(Problem.notFound(), Rejection.TRACE_UNKNOWN);
    public static final PreparedProblem DOCUMENT_UNKNOWN = new PreparedProblem(
            Problem.retryable(ErrorCode.UPSTREAM_UNAVAILABLE, UPSTREAM_UNAVAILABLE, RETRY_AFTER_SECONDS),
            Rejection.DOCUMENT_UNKNOWN);
    static final PreparedProblem UNFORESEEN = new PreparedProblem(Problem.internal(), Rejection.UNFORESEEN);
    public static final PreparedProblem FORBIDDEN =
            new PreparedProblem(Problem.permissionMissing("traces:read"), Rejection.PERMISSION);

    private static final Map<Denial, PreparedProblem> DENIALS = prepare(Denial.class, ErrorResponses::problem);
    private static final Map<Failure, PreparedProblem> FAILURES = prepare(Failure.class, ErrorResponses::problem);
    private static final Map<RequestError, PreparedProblem> REQUEST_ERRORS =
            prepare(RequestError.class, ErrorResponses::problem);

    private ErrorResponses() {}

    public static PreparedProblem of(Denial denial) {
        return get(DENIALS, denial);
    }

    public static PreparedProblem of(Failure failure) {
        return get(FAILURES, failure);
    }

    public static PreparedProblem of(RequestError error) {
        return get(REQUEST_ERRORS, error);
    }

    public static PreparedProblem methodNotAllowed(List<String> methods) {
        return new PreparedProblem(Problem.methodNotAllowed(methods), Rejection.METHOD_NOT_ALLOWED);
    }

    public static PreparedProblem rateLimited(ThrottleReason reason, long retryAfterSeconds) {
        return new PreparedProblem(Problem.tooManyRequests(retryAfterSeconds), reason);
    }

    /** Creates the 429 for too many requests in flight, with the message that every 429 has. */
    public static PreparedProblem tooManyInFlight(ThrottleReason reason) {
        String message = Problem.tooManyRequests(RETRY_AFTER_SECONDS).message();
        return new PreparedProblem(
                Problem.retryable(ErrorCode.TOO_MANY_IN_FLIGHT, message, RETRY_AFTER_SECONDS), reason);
    }

    private static Problem problem(Denial denial) {
        return switch (denial) {
            case MISSING -> Problem.missingKey();
            case MALFORMED -> Problem.malformedKey();
            case INVALID -> Problem.invalidKey();
            case EXPIRED -> Problem.expiredKey();
            case ADDRESS_NOT_ALLOWED -> Problem.forbidden(ErrorCode.ADDRESS_NOT_ALLOWED);
            case IMPERSONATION_DENIED -> Problem.forbidden(ErrorCode.IMPERSONATION_DENIED);
            case PERMISSIONS_REDUCED ->
                Problem.retryable(ErrorCode.PERMISSIONS_CHANGED, PERMISSIONS_REDUCED, RETRY_AFTER_SECONDS);
            case KEY_SERVICE_UNAVAILABLE,
                    KEY_SERVICE_TIMEOUT,
                    KEY_SERVICE_FAILED,
                    KEY_SERVICE_CIRCUIT_OPEN,
                    GATEWAY_CREDENTIAL_REFUSED,
                    VERIFICATION_STALE -> keyUnchecked();
            case VERIFICATION_QUEUE_FULL, KEY_WAITERS_FULL -> overloaded();
        };
    }

    private static Problem problem(Failure failure) {
        return switch (failure) {
            case CONNECTION_FAILED, RESPONSE_MALFORMED, CLIENT_GONE ->
                Problem.of(ErrorCode.UPSTREAM_FAILED, UPSTREAM_FAILED);
            case CONNECT_TIMEOUT, RESPONSE_TIMEOUT, EXCHANGE_TIMEOUT ->
                Problem.of(ErrorCode.UPSTREAM_TIMEOUT, UPSTREAM_TIMEOUT);
            case CONNECTION_QUEUE_FULL, CONNECTION_WAIT_TIMEOUT, GATEWAY_RESOURCES_EXHAUSTED -> overloaded();
            case NO_HEALTHY_ENDPOINT, UNREACHABLE ->
                Problem.retryable(ErrorCode.UPSTREAM_UNAVAILABLE, UPSTREAM_UNAVAILABLE, RETRY_AFTER_SECONDS);
            case CLIENT_SLOW -> Problem.of(ErrorCode.REQUEST_TIMEOUT, BODY_TIMEOUT);
            case REVOKED -> problem(Denial.INVALID);
            case EXPIRED -> problem(Denial.EXPIRED);
            case PERMISSIONS_REDUCED -> problem(Denial.PERMISSIONS_REDUCED);
            case STAMP_REFUSED, REVALIDATION_FAILED -> keyUnchecked();
            case BODY_TOO_LARGE -> Problem.of(ErrorCode.CONTENT_TOO_LARGE, BODY_TOO_LARGE);
        };
    }

    private static Problem problem(RequestError error) {
        Problem problem = Problem.of(error.code(), error.message());
        return error == RequestError.ACT_AS_USER ? problem.withField("X-Act-As-User") : problem;
    }

    private static Problem overloaded() {
        return Problem.retryable(ErrorCode.OVERLOADED, OVERLOADED, RETRY_AFTER_SECONDS);
    }

    private static Problem keyUnchecked() {
        return Problem.retryable(ErrorCode.KEY_SERVICE_UNAVAILABLE, KEY_UNCHECKED, RETRY_AFTER_SECONDS);
    }

    /** Returns every reason of a refusal or failure, as logs, metrics and traces show it. */
    public static SortedSet<String> reasons() {
        return Stream.<Enum<?>[]>of(
                        Denial.values(),
                        Failure.values(),
                        RequestError.values(),
                        ThrottleReason.values(),
                        Rejection.values())
                .flatMap(Arrays::stream)
                .map(EnumLabel::of)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static <E extends Enum<E>> Map<E, PreparedProblem> prepare(Class<E> type, Function<E, Problem> problem) {
        Map<E, PreparedProblem> prepared = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            prepared.put(constant, new PreparedProblem(problem.apply(constant), constant));
        }
        return prepared;
    }

    private static <E extends Enum<E>> PreparedProblem get(Map<E, PreparedProblem> prepared, E constant) {
        PreparedProblem problem = prepared.get(constant);
        if (problem == null) {
            throw new IllegalStateException("No problem for " + constant);
        }
        return problem;
    }
}
