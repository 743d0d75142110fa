package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.chassis.log.EnumLabel;
import com.raptorcomply.chassis.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counts attempts to sign in by their way and outcome. Any thread. */
public final class SignInMeters {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final Map<Way, Map<Outcome, Counter>> counters = new EnumMap<>(Way.class);

    /** The part of a sign-in that is attempted. */
    public enum Way {
        PASSWORD,
        /** A code after the password or the provider. */
        CODE,
        PROVIDER
    }

    /** The result of an attempt. */
    private enum Outcome {
        SUCCEEDED,
        REFUSED,
        /** It came too soon after others. */
        DELAYED,
        /** The service could not decide. */
        FAILED
    }

    SignInMeters(MeterRegistry meters) {
        for (Way way : Way.values()) {
            Map<Outcome, Counter> ofWay = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                ofWay.put(
                        outcome,
                        Counter.builder("sign.ins")
                                .description("Attempts to sign in")
                                .tag("way", EnumLabel.of(way))
                                .tag("outcome", EnumLabel.of(outcome))
                                .register(meters));
            }
            counters.put(way, ofWay);
        }
    }

    /** Counts an attempt when it ends. */
    public <T> Future<T> count(Way way, Future<T> attempt) {
        return attempt.onComplete(done -> counter(way, Outcome.SUCCEEDED), failure -> counter(way, outcome(failure)));
    }

    private void counter(Way way, Outcome outcome) {
        Objects.requireNonNull(Objects.requireNonNull(counters.get(way)).get(outcome))
                .increment();
    }

    private static Outcome outcome(Throwable failure) {
        if (!(failure instanceof ProblemException refusal) || refusal.problem().status() >= SERVER_ERROR) {
            return Outcome.FAILED;
        }
        return refusal.problem().status() == TOO_MANY_REQUESTS ? Outcome.DELAYED : Outcome.REFUSED;
    }
}
