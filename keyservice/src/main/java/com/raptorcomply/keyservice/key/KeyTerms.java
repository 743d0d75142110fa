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

    /** Whether a key of these terms may do no more than one of the others, for no longer and from nowhere else. */
    boolean isWithin(KeyTerms other) {
        return other.rights.permissions(null).containsAll(rights.permissions(null))
                && endsWithin(other)
                && staysWithin(other);
    }

    /** Whether it ends no later. */
    boolean endsWithin(KeyTerms other) {
        return other.expiresAt == null || (expiresAt != null && !expiresAt.isAfter(other.expiresAt));
    }

    /** Whether it names no network that the other does not name. */
    boolean staysWithin(KeyTerms other) {
        return other.allowedCidrs.isEmpty()
                || (!allowedCidrs.isEmpty() && other.allowedCidrs.containsAll(allowedCidrs));
    }

    /** The same under another name. */
    KeyTerms named(String other) {
        return new KeyTerms(other, rights, allowedCidrs, rateLimit, expiresAt);
    }
}
