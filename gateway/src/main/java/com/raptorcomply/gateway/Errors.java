package com.raptorcomply.gateway;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.gateway.decision.Denial;
import com.raptorcomply.gateway.edge.Refusal;
import com.raptorcomply.gateway.upstream.Failure;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The one place where what went wrong becomes an answer: contract section 2. */
final class Errors {
    private static final int RETRY_AFTER_SECONDS = 1;
    private static final String UNDECIDABLE =
            "The API key cannot be checked right now. Please retry after a short delay.";
    private static final String NARROWED =
            "The rights of the API key changed while this request was under way. Please retry.";
    private static final String OVERLOADED = "The service is overloaded. Please retry after a short delay.";
    private static final String UPSTREAM_BROKEN = "The service behind the gateway failed to answer.";
    private static final String NO_NODE =
            "The service behind the gateway is not available. Please retry after a short delay.";
    private static final String UPSTREAM_TIMEOUT = "The service behind the gateway did not answer in time.";

    static final PreparedProblem NOT_FOUND = new PreparedProblem(Problem.notFound(), "route");
    static final PreparedProblem UNFORESEEN = new PreparedProblem(Problem.internal(), "unforeseen");
    static final PreparedProblem FORBIDDEN =
            new PreparedProblem(Problem.permissionMissing("traces:read"), "permission");

    private static final Map<Denial, PreparedProblem> DENIALS = prepare(Denial.class, Errors::problem);
    private static final Map<Failure, PreparedProblem> FAILURES = prepare(Failure.class, Errors::problem);
    private static final Map<Refusal, PreparedProblem> REFUSALS = prepare(Refusal.class, Errors::problem);

    private Errors() {}

    /** With the contract's sentence for 429. */
    static final PreparedProblem TOO_MANY_IN_FLIGHT = new PreparedProblem(
            Problem.retryable(
                    ErrorCode.TOO_MANY_IN_FLIGHT, Problem.tooManyRequests(1).message(), RETRY_AFTER_SECONDS),
            "in-flight");

    static PreparedProblem of(Denial denial) {
        return get(DENIALS, denial);
    }

    static PreparedProblem of(Failure failure) {
        return get(FAILURES, failure);
    }

    static PreparedProblem of(Refusal refusal) {
        return get(REFUSALS, refusal);
    }

    static PreparedProblem rateLimited(long retryAfterSeconds) {
        return new PreparedProblem(Problem.tooManyRequests(retryAfterSeconds), "limit");
    }

    private static Problem problem(Denial denial) {
        return switch (denial) {
            case MISSING -> Problem.missingKey();
            case MALFORMED -> Problem.malformedKey();
            case INVALID -> Problem.invalidKey();
            case EXPIRED -> Problem.expiredKey();
            case NETWORK -> Problem.forbidden(ErrorCode.ADDRESS_NOT_ALLOWED);
            case ACTING -> Problem.forbidden(ErrorCode.IMPERSONATION_DENIED);
            case NARROWED -> problem(Failure.NARROWED);
            case UNDECIDABLE -> Problem.retryable(ErrorCode.KEY_SERVICE_UNAVAILABLE, UNDECIDABLE, RETRY_AFTER_SECONDS);
            case OVERLOADED -> Problem.retryable(ErrorCode.OVERLOADED, OVERLOADED, RETRY_AFTER_SECONDS);
        };
    }

    private static Problem problem(Failure failure) {
        return switch (failure) {
            case BROKEN, CLIENT_GONE -> Problem.of(ErrorCode.UPSTREAM_FAILED, UPSTREAM_BROKEN);
            case TIMEOUT, OVERTIME -> Problem.of(ErrorCode.UPSTREAM_TIMEOUT, UPSTREAM_TIMEOUT);
            case OVERLOADED -> Problem.retryable(ErrorCode.OVERLOADED, OVERLOADED, RETRY_AFTER_SECONDS);
            case NO_NODE, UNREACHABLE ->
                Problem.retryable(ErrorCode.UPSTREAM_UNAVAILABLE, NO_NODE, RETRY_AFTER_SECONDS);
            case CLIENT_SLOW -> problem(Refusal.BODY_TIMEOUT);
            case REVOKED -> problem(Denial.INVALID);
            case EXPIRED -> problem(Denial.EXPIRED);
            case NARROWED -> Problem.retryable(ErrorCode.PERMISSIONS_CHANGED, NARROWED, RETRY_AFTER_SECONDS);
            case STAMP_REFUSED, UNDECIDABLE ->
                Problem.retryable(ErrorCode.KEY_SERVICE_UNAVAILABLE, UNDECIDABLE, RETRY_AFTER_SECONDS);
            case BODY_TOO_LARGE -> problem(Refusal.BODY_TOO_LARGE);
        };
    }

    private static Problem problem(Refusal refusal) {
        Problem problem = Problem.of(refusal.code(), refusal.message());
        return refusal == Refusal.ACT_AS_USER ? problem.withField("X-Act-As-User") : problem;
    }

    private static String check(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> Map<E, PreparedProblem> prepare(Class<E> type, Function<E, Problem> problem) {
        Map<E, PreparedProblem> prepared = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            prepared.put(constant, new PreparedProblem(problem.apply(constant), check(constant)));
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
