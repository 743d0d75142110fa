package com.raptorcomply.gateway.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.InMemoryKeyService;
import com.raptorcomply.gateway.TestGrants;
import com.raptorcomply.gateway.auth.DualClock;
import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import io.vertx.core.Promise;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A key service that does not answer gets one question, 100 to 250 ms after the last one has failed, and is back with its answer. */
class SilentKeyServiceIsTriedOnceAtATimeTest {
    private static final int FAILURES_MAX = 5;

    private final String key = NewKey.mint(
                    new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN])), new SecureRandom())
            .reveal();
    private final List<Promise<Verification>> asked = new ArrayList<>();
    private boolean throwing;
    private long nanos = -7;

    private final KeyServiceBreaker breaker = new KeyServiceBreaker(
            question -> {
                asked.add(Promise.promise());
                if (throwing) {
                    throw new IllegalStateException("Nobody foresaw this");
                }
                return asked.get(asked.size() - 1).future();
            },
            new DualClock() {
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
    void untilOneIsAnswered() {
        fail(FAILURES_MAX);
        assertThat(questionsOf(10)).isZero();
        pass(99);
        assertThat(questionsOf(10)).isZero();
        pass(151);
        assertThat(questionsOf(10)).isEqualTo(1);

        last().complete(new Verification("epoch-1", new Verdict.Granted(TestGrants.of(key))));

        assertThat(questionsOf(10)).isEqualTo(10);
    }

    @Test
    void andNoLongerForEachThatFails() {
        fail(FAILURES_MAX);
        for (int i = 0; i < 10; i++) {
            pass(250);
            assertThat(questionsOf(10)).isEqualTo(1);
            last().fail("still away");
        }
    }

    @Test
    void alsoAfterOneThatThrew() {
        fail(FAILURES_MAX);
        throwing = true;
        pass(250);
        assertThat(questionsOf(10)).isEqualTo(1);
        throwing = false;
        pass(250);

        assertThat(questionsOf(10)).isEqualTo(1);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            questionsOf(1);
            last().fail("away");
        }
    }

    private int questionsOf(int requests) {
        int before = asked.size();
        for (int i = 0; i < requests; i++) {
            breaker.verify(VerificationRequest.of(InMemoryKeyService.wellformed(key), null));
        }
        return asked.size() - before;
    }

    private Promise<Verification> last() {
        return asked.get(asked.size() - 1);
    }

    private void pass(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
