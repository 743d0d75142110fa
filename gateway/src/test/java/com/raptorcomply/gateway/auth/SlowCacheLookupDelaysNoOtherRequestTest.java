package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.InMemoryKeyService;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A request looks into memory and finds its event loop while others begin and join verifications. */
@Timeout(60)
class SlowCacheLookupDelaysNoOtherRequestTest {
    private static final VerificationConfig SETTINGS = new VerificationConfig(8, 8, 8, 1, Duration.ofSeconds(1));

    private final TagKeys tagKeys = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void inMemory() {
        SingleFlight flights = flights(() -> Runnable::run);

        Future<Decision> first = flights.join(question(), true, () -> {
            assertThat(decisionOnAnotherThread(flights, question())).isEqualTo(Denial.EXPIRED);
            return null;
        });

        assertThat(first.result()).isEqualTo(Denial.EXPIRED);
        assertThat(asked).hasValue(2);
    }

    @Test
    void forItsEventLoop() {
        AtomicInteger calls = new AtomicInteger();
        SingleFlight[] flights = new SingleFlight[1];
        flights[0] = flights(() -> {
            if (calls.getAndIncrement() == 0) {
                assertThat(decisionOnAnotherThread(flights[0], question())).isEqualTo(Denial.EXPIRED);
            }
            return Runnable::run;
        });

        assertThat(flights[0].join(question(), true, () -> null).result()).isEqualTo(Denial.EXPIRED);
    }

    @Test
    void andWhatItFindsThereIsNotAskedFor() {
        SingleFlight flights = flights(() -> Runnable::run);

        assertThat(flights.join(question(), true, () -> Denial.INVALID).result())
                .isEqualTo(Denial.INVALID);
        assertThat(asked).hasValue(0);
        assertThat(flights.inFlight()).isZero();
    }

    @Test
    void norIsWhatAnotherAsksForMeanwhile() {
        CompletableFuture<Decision> answer = new CompletableFuture<>();
        SingleFlight flights = new SingleFlight(() -> Runnable::run, SETTINGS, (question, close) -> {
            asked.incrementAndGet();
            return Future.fromCompletionStage(answer);
        });
        VerificationRequest same = question();

        Future<Decision> first = flights.join(same, true, () -> {
            flights.join(same, true, () -> null);
            return null;
        });
        answer.complete(Denial.EXPIRED);

        assertThat(first.result()).isEqualTo(Denial.EXPIRED);
        assertThat(asked).hasValue(1);
    }

    private SingleFlight flights(Supplier<Executor> loop) {
        return new SingleFlight(loop, SETTINGS, (question, close) -> {
            asked.incrementAndGet();
            close.run();
            return Future.succeededFuture(Denial.EXPIRED);
        });
    }

    private static Decision decisionOnAnotherThread(SingleFlight flights, VerificationRequest question) {
        return CompletableFuture.supplyAsync(() -> flights.join(question, true, () -> null))
                .orTimeout(10, TimeUnit.SECONDS)
                .join()
                .result();
    }

    private VerificationRequest question() {
        return VerificationRequest.of(
                InMemoryKeyService.wellformed(
                        NewKey.mint(tagKeys, new SecureRandom()).reveal()),
                null);
    }
}
