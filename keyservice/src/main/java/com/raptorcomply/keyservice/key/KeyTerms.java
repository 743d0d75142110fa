package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.client.grant.RateLimit;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
                && exceeds(other).isEmpty();
    }

    /** The bounds of the other that these terms go beyond. */
    Set<Bound> exceeds(KeyTerms other) {
        Set<Bound> exceeded = EnumSet.noneOf(Bound.class);
        if (!endsWithin(other)) {
            exceeded.add(Bound.EXPIRY);
        }
        if (!staysWithin(other)) {
            exceeded.add(Bound.NETWORKS);
        }
        if (!isAsSlowAs(other)) {
            exceeded.add(Bound.RATE);
        }
        return exceeded;
    }

    /** The bounds that differ from those of the other. */
    Set<Bound> differs(KeyTerms other) {
        Set<Bound> different = EnumSet.allOf(Bound.class);
        different.removeIf(bound -> Objects.equals(bound.of(this), bound.of(other)));
        return different;
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

    /** Whether it may send no more requests, neither over time nor at once. */
    boolean isAsSlowAs(KeyTerms other) {
        RateLimit bound = other.rateLimit;
        return bound == null
                || (rateLimit != null
                        && rateLimit.burst() <= bound.burst()
                        && rateLimit.requests() * bound.periodMillis() <= bound.requests() * rateLimit.periodMillis());
    }

    /** The same under another name. */
    KeyTerms named(String other) {
        return new KeyTerms(other, rights, allowedCidrs, rateLimit, expiresAt);
    }
}
