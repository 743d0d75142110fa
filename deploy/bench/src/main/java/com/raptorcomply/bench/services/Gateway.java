package com.raptorcomply.bench.services;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.keyservice.stamp.StampKey;
import com.raptorcomply.keyservice.stamp.StampSigner;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Replaces a gateway for the service behind it: stamps requests for an organization's key. */
final class Gateway {
    private static final UUID KEY = new UUID(0x7000, Long.MIN_VALUE | 1);

    private final StampSigner signer = StampSigner.create(new SecureRandom());

    StampKey publicKey() {
        return signer.publicKey();
    }

    /** Returns the header fields that a gateway adds for such a key; valid for a minute. */
    List<String> headers(String audience, UUID organization, Collection<String> permissions) {
        return headers(audience, organization, permissions, List.of());
    }

    /** Returns the header fields for a key with restrictions. */
    List<String> headers(
            String audience, UUID organization, Collection<String> permissions, List<Stamp.Restriction> restrictions) {
        long now = Instant.now().getEpochSecond();
        Stamp stamp = new Stamp(
                "bench",
                List.of(audience),
                now,
                now + Stamp.LIFE_SECONDS_MAX,
                organization,
                "Power company",
                KEY,
                "Benchmark",
                "organization",
                null,
                null,
                null,
                List.copyOf(permissions),
                restrictions,
                1);
        return List.of(
                Stamp.HEADER + ": " + signer.mint(stamp),
                "X-Tenant-Id: " + organization,
                "X-Key-Id: " + KEY,
                "X-Request-Id: 0123456789abcdef0123456789abcdef");
    }
}
