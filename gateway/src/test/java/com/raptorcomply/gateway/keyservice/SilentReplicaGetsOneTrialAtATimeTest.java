package com.raptorcomply.gateway.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.auth.DualClock;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SilentReplicaGetsOneTrialAtATimeTest {
    private static final int QUESTIONS = 100;
    private static final int SILENT = 1;

    private long nanos = -7;
    private final ReplicaSelector replicas = new ReplicaSelector(
            List.of(URI.create("http://a"), URI.create("http://b"), URI.create("http://c")), new DualClock() {
                @Override
                public long monotonicNanos() {
                    return nanos;
                }

                @Override
                public long wallMillis() {
                    throw new AssertionError("It may be set back");
                }
            });

    @Test
    void whileTheOthersAreAskedInTurn() {
        replicas.failed(attemptAt(SILENT));
        assertThat(asked()).containsExactlyInAnyOrder(0, 2);

        nanos += TimeUnit.SECONDS.toNanos(ReplicaSelector.TRIAL_SECONDS);
        assertThat(questionsToSilent()).isEqualTo(1);
    }

    @Test
    void untilItAnswersAgain() {
        replicas.failed(attemptAt(SILENT));
        nanos += TimeUnit.SECONDS.toNanos(ReplicaSelector.TRIAL_SECONDS);
        ReplicaSelector.Attempt trial = attemptAt(SILENT);
        assertThat(questionsToSilent()).isZero();

        replicas.succeeded(trial);
        assertThat(questionsToSilent()).isBetween(QUESTIONS / 3L, QUESTIONS / 3L + 1);
    }

    @Test
    void unlessNoneAnswers() {
        IntStream.range(0, replicas.size()).forEach(number -> replicas.failed(attemptAt(number)));

        assertThat(asked()).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void orAnAnswerComesAllTheSame() {
        IntStream.range(0, replicas.size()).forEach(number -> replicas.failed(attemptAt(number)));

        replicas.succeeded(attemptAt(SILENT));
        replicas.succeeded(attemptAt(SILENT));

        assertThat(asked()).containsExactly(SILENT);
    }

    private ReplicaSelector.Attempt attemptAt(int number) {
        return Stream.generate(replicas::next)
                .limit(QUESTIONS)
                .filter(attempt -> attempt.index() == number)
                .findFirst()
                .orElseThrow();
    }

    private List<Integer> asked() {
        return IntStream.range(0, QUESTIONS)
                .map(question -> replicas.next().index())
                .distinct()
                .boxed()
                .toList();
    }

    private long questionsToSilent() {
        return IntStream.range(0, QUESTIONS)
                .map(question -> replicas.next().index())
                .filter(number -> number == SILENT)
                .count();
    }
}
