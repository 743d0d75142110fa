package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.StampKey;
import com.raptorcomply.keyservice.stamp.StampSigner;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Keys are fetched one request at a time and once per pause. Keys without confirmation for too long are not trusted.
 */
class GatewayKeysHaveBoundsTest {
    private final StampKey key = StampSigner.create(new SecureRandom()).publicKey();
    private final AtomicLong now = new AtomicLong();
    private final Deque<Promise<List<StampKey>>> fetches = new ArrayDeque<>();
    private final List<Promise<?>> pauses = new ArrayList<>();
    private final StampKeyCache keys = new StampKeyCache(
            () -> {
                fetches.add(Promise.promise());
                return fetches.getLast().future();
            },
            time -> {
                Promise<?> pause = Promise.promise();
                pauses.add(pause);
                return pause.future();
            },
            now::get);

    @Test
    void oneFetchAtATime() {
        Future<Void> first = keys.refresh();
        Future<Void> second = keys.refresh();
        assertThat(fetches).hasSize(1);

        fetches.remove().complete(List.of(key));

        assertThat(first.succeeded() && second.succeeded()).isTrue();
        assertThat(keys.find(key.kid())).isEqualTo(key);
        assertThat(keys.find("other")).isNull();
    }

    @Test
    void nextFetchWaitsForThePause() {
        keys.refresh();
        fetches.remove().complete(List.of());

        Future<Void> next = keys.refresh();
        keys.refresh();
        assertThat(fetches).isEmpty();
        assertThat(pauses).hasSize(1);

        pauses.get(0).complete(null);
        fetches.remove().complete(List.of(key));
        assertThat(next.succeeded()).isTrue();
    }

    @Test
    void failedFetchKeepsWhatIsKnown() {
        keys.refresh();
        fetches.remove().complete(List.of(key));
        now.addAndGet(StampKeyCache.PAUSE.toNanos());

        Future<Void> failing = keys.refresh();
        fetches.remove().fail("gone");

        assertThat(failing.failed()).isTrue();
        assertThat(keys.find(key.kid())).isEqualTo(key);
    }

    @Test
    void unconfirmedKeysEnd() {
        keys.refresh();
        now.addAndGet(1_000);
        fetches.remove().complete(List.of(key));

        now.set(StampKeyCache.TRUSTED.toNanos() - 1);
        assertThat(keys.find(key.kid())).isEqualTo(key);
        now.set(StampKeyCache.TRUSTED.toNanos());
        assertThat(keys.find(key.kid())).isNull();
    }

    @Test
    void useKeepsThemFresh() {
        keys.keepFresh();
        fetches.remove().complete(List.of(key));
        keys.keepFresh();
        assertThat(fetches).isEmpty();

        now.set(StampKeyCache.FRESH.toNanos());
        keys.keepFresh();
        assertThat(fetches).hasSize(1);
    }
}
