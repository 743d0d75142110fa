package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.Heap;
import com.raptorcomply.gateway.InMemoryKeyService;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.GrantConstraints;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.client.grant.Organization;
import com.raptorcomply.keyservice.client.grant.Permissions;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.ClockReading;
import java.lang.ref.Reference;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * {@code -Dcached.grants=1000000} measures at the target size and needs a heap that holds it. The default number is
 * large enough that memory of other tests in the same process changes the result only a little.
 */
class GrantIsSmallTest {
    private static final int GRANTS = Integer.getInteger("cached.grants", 250_000);
    private static final int KEYS_PER_ORGANIZATION = 100;
    private static final int HEAP_BYTES_MAX = 300;

    @Test
    void inTheHeap() {
        TagKeys tagKeys = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));
        SecureRandom random = new SecureRandom();
        GrantCache grants = new GrantCache(new CacheConfig(GRANTS, 100, 100, Duration.ofSeconds(5)), DualClock.SYSTEM);
        Organization organization = Organization.of(UUID.randomUUID(), "Organization");
        long before = Heap.usedBytes();
        try {
            for (int i = 0; i < GRANTS; i++) {
                if (i % KEYS_PER_ORGANIZATION == 0) {
                    organization = Organization.of(UUID.randomUUID(), "Organization " + i);
                }
                String key = NewKey.mint(tagKeys, random).reveal();
                grants.warm(
                        List.of(grant(InMemoryKeyService.wellformed(key), i, organization)), new ClockReading(0, 0));
            }
            report(grants, (Heap.usedBytes() - before) / GRANTS);
        } finally {
            Reference.reachabilityFence(grants);
        }
    }

    private static void report(GrantCache grants, long bytes) {
        LoggerFactory.getLogger(GrantIsSmallTest.class)
                .atInfo()
                .addKeyValue("grants", GRANTS)
                .addKeyValue("bytes", bytes)
                .log("Heap of each cached grant");
        assertThat(grants.size()).isEqualTo(GRANTS);
        assertThat(bytes).isLessThanOrEqualTo(HEAP_BYTES_MAX);
    }

    private static Grant grant(PresentedKey.Wellformed key, int number, Organization organization) {
        return new Grant(
                key.secretId(),
                key.digest(),
                UUID.randomUUID(),
                "sync job " + number,
                number % 2 == 0 ? KeyKind.ORGANIZATION : KeyKind.USER,
                organization,
                number % 2 == 0 ? null : UUID.randomUUID(),
                "api_user",
                null,
                Permissions.of(List.of("facilities:read", "cyber-assets:read")),
                GrantConstraints.NONE,
                0,
                0,
                number);
    }
}
