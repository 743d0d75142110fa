package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.Heap;
import com.raptorcomply.gateway.TestGrants;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.GrantConstraints;
import com.raptorcomply.keyservice.client.grant.Restriction;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.ClockReading;
import java.lang.ref.Reference;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An organization whose keys have the most constraints allowed takes no more memory of a gateway than others may. */
class HeapOfGrantsIsBoundedTest {
    private static final int GRANTS_MAX = 100_000;
    private static final int GRANTS = 3_000;
    private static final int PLAIN_BYTES_MAX = 300;

    private final TagKeys tagKeys = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));
    private final SecureRandom random = new SecureRandom();

    @Test
    void whateverLimitsTheKeys() {
        GrantCache grants =
                new GrantCache(new CacheConfig(GRANTS_MAX, 100, 100, Duration.ofSeconds(5)), DualClock.SYSTEM);
        long before = Heap.usedBytes();
        try {
            for (int i = 0; i < GRANTS; i++) {
                grants.warm(List.of(grant(i)), new ClockReading(0, 0));
            }
            assertThat(Heap.usedBytes() - before).isLessThan((long) GRANTS_MAX * PLAIN_BYTES_MAX);
            assertThat(grants.size()).isBetween(GRANTS / 10L, (long) GRANTS);
        } finally {
            Reference.reachabilityFence(grants);
        }
    }

    private Grant grant(int number) {
        List<String> networks = IntStream.range(0, 100)
                .mapToObj(i -> "2001:db8:%x:%x::/64".formatted(number, i))
                .toList();
        List<Restriction> restrictions = Stream.generate(() -> new Restriction(
                        Stream.generate(UUID::randomUUID).limit(20).collect(Collectors.toSet()),
                        Set.of(),
                        Set.of(),
                        IntStream.range(0, 20)
                                .mapToObj(i -> number + ":read" + i)
                                .collect(Collectors.toSet())))
                .limit(5)
                .toList();
        String key = NewKey.mint(tagKeys, random).reveal();
        return TestGrants.within(TestGrants.of(key), new GrantConstraints(restrictions, networks, null));
    }
}
