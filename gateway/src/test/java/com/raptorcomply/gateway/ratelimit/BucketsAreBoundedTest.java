package com.raptorcomply.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.http.ClientNetwork;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The limiter keeps no more buckets than its bound, for any number of addresses that send bad keys. */
class BucketsAreBoundedTest {
    private static final int BUCKETS_MAX = 1_000;
    private static final int ADDRESSES = 1_000_000;
    private static final long NOW = 0;

    private final BucketCache<ClientNetwork> buckets = new BucketCache<>(
            new RateLimitPolicy(ThrottleReason.BAD_KEYS_RATE_LIMIT, "address", new RateLimit(3, 86_400_000, 3)),
            BUCKETS_MAX,
            () -> 1);

    @Test
    void aMillionAddressesTakeNoMoreThanTheBound() throws Exception {
        for (int i = 0; i < ADDRESSES; i++) {
            buckets.get(ClientNetwork.of(address(i)), NOW).take(NOW);
            assertThat(buckets.size()).isLessThanOrEqualTo(BUCKETS_MAX + 1L);
        }
    }

    @Test
    void theAddressThatComesAgainAndAgainIsNotForgottenForThoseThatComeOnce() throws Exception {
        ClientNetwork busy = ClientNetwork.of(InetAddress.getByName("192.0.2.1"));
        long admitted = 0;
        for (int i = 0; i < ADDRESSES / 10; i++) {
            admitted += TokenBucket.granted(buckets.get(busy, NOW).take(NOW)) ? 1 : 0;
            buckets.get(ClientNetwork.of(address(i)), NOW).take(NOW);
        }
        assertThat(admitted).isEqualTo(3);
    }

    private static InetAddress address(int number) throws Exception {
        return InetAddress.getByAddress(
                ByteBuffer.allocate(Integer.BYTES).putInt(0x0a00_0000 + number).array());
    }
}
