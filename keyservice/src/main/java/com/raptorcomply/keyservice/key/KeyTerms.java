package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.client.grant.RateLimit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is chosen when a key is made and may be changed later.
 *
 * @param allowedCidrs networks that calls must come from, none: any
 * @param rateLimit null: the plan's
 * @param expiresAt null: never
 */
public record KeyTerms(
        String name,
        Rights rights,
        List<String> allowedCidrs,
        @Nullable RateLimit rateLimit,
        @Nullable Instant expiresAt) {
    public KeyTerms {
        allowedCidrs = List.copyOf(allowedCidrs);
    }

    /** The same under another name. */
    KeyTerms named(String other) {
        return new KeyTerms(other, rights, allowedCidrs, rateLimit, expiresAt);
    }
}
