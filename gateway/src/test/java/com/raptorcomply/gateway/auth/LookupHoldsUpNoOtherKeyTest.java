package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import com.raptorcomply.keyservice.client.key.KeyDigest;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The look into the cache belongs to one key: while it lasts, other keys are verified, and callers of its own key join. */
class LookupHoldsUpNoOtherKeyTest {
    private final List<VerificationRequest> sent = new ArrayList<>();
    private final SingleFlight flights = new SingleFlight(
            () -> Runnable::run, new VerificationConfig(8, 8, 8, 1, Duration.ofSeconds(5)), (request, close) -> {
                sent.add(request);
                close.run();
                return Future.succeededFuture(Denial.INVALID);
            });

    @Test
    void anotherKeyIsVerifiedMeanwhile() throws Exception {
        VerificationRequest slow = request();
        VerificationRequest other = request();

        flights.join(slow, true, () -> elsewhere(() -> flights.join(other, true, () -> null)));

        assertThat(sent).containsExactly(other, slow);
    }

    @Test
    void callerThatJoinsMeanwhileIsNotForgottenWhenTheDecisionIsKnown() throws Exception {
        VerificationRequest request = request();
        List<Future<Decision>> joined = new ArrayList<>();

        Future<Decision> first = flights.join(request, true, () -> {
            elsewhere(() -> joined.add(flights.join(request, true, () -> null)));
            return Denial.EXPIRED;
        });

        assertThat(Await.result(first)).isEqualTo(Denial.EXPIRED);
        assertThat(Await.result(joined.get(0))).isEqualTo(Denial.INVALID);
        assertThat(flights.inFlight()).isZero();
    }

    @Test
    void failedLookupLeavesNothingBehind() {
        VerificationRequest request = request();

        assertThat(Future.succeededFuture()
                        .compose(begun -> flights.join(request, true, () -> {
                            throw new IllegalStateException("planted");
                        }))
                        .failed())
                .isTrue();

        assertThat(flights.join(request, true, () -> null).result()).isEqualTo(Denial.INVALID);
        assertThat(sent).hasSize(1);
    }

    /** Runs a step on another thread, which waits for any lock that this one holds. */
    private static @Nullable Decision elsewhere(Runnable step) {
        CompletableFuture.runAsync(step).orTimeout(10, TimeUnit.SECONDS).join();
        return null;
    }

    private VerificationRequest request() {
        String id = UUID.randomUUID().toString();
        return new VerificationRequest(id, KeyDigest.ofWords(1, 2, 3, sent.size()), null);
    }
}
