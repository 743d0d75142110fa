package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.keyservice.UsageCounter;
import java.lang.ref.Reference;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The usage of a key does not keep a long User-Agent in memory. Usage waits for up to a minute, and a client may fill
 * its whole header section with the name.
 */
class LongNameOfAnAgentIsNotKeptTest {
    private static final int KEYS = 500;
    private static final int NAME_CHARS = 60 * 1024;
    private static final long BYTES_MAX = 5 * 1024 * 1024;

    @Test
    void untilItIsReported() {
        long before = Heap.usedBytes();

        List<UsageCounter> uses = IntStream.range(0, KEYS).mapToObj(this::use).toList();

        try {
            assertThat(Heap.usedBytes() - before).isLessThan(BYTES_MAX);
        } finally {
            Reference.reachabilityFence(uses);
        }
    }

    private UsageCounter use(int number) {
        UsageCounter use = new UsageCounter();
        use.count(200, 0, null, String.valueOf(number % 10).repeat(NAME_CHARS));
        return use;
    }
}
