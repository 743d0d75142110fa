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
public record KeyAttributes(
        String name,
        PermissionSource rights,
        List<String> allowedCidrs,
        @Nullable RateLimit rateLimit,
        @Nullable Instant expiresAt) {
    public KeyAttributes {
        allowedCidrs = List.copyOf(allowedCidrs);
    }

    /** Whether a key of these terms may do no more than one of the others, for no longer and from nowhere else. */
    boolean isWithin(KeyAttributes other) {
        return other.rights.permissions(null).containsAll(rights.permissions(null))
                && exceeds(other).isEmpty();
    }

    /** The bounds of the other that these terms go beyond. */
    Set<KeyConstraint> exceeds(KeyAttributes other) {
        Set<KeyConstraint> exceeded = EnumSet.noneOf(KeyConstraint.class);
        if (!endsWithin(other)) {
            exceeded.add(KeyConstraint.EXPIRY);
        }
        if (!staysWithin(other)) {
            exceeded.add(KeyConstraint.NETWORKS);
        }
        if (!isAsSlowAs(other)) {
            exceeded.add(KeyConstraint.RATE);
        }
        return exceeded;
    }

    /** The bounds that differ from those of the other. */
    Set<KeyConstraint> differs(KeyAttributes other) {
        Set<KeyConstraint> different = EnumSet.allOf(KeyConstraint.class);
        different.removeIf(bound -> Objects.equals(bound.of(this), bound.of(other)));
        return different;
    }

    /** Whether it ends no later. */
    boolean endsWithin(KeyAttributes other) {
        return other.expiresAt == null || (expiresAt != null && !expiresAt.isAfter(other.expiresAt));
    }

    /** Whether it names no network that the other does not name. */
    boolean staysWithin(KeyAttributes other) {
        return other.allowedCidrs.isEmpty()
                || (!allowedCidrs.isEmpty() && other.allowedCidrs.containsAll(allowedCidrs));
    }

    /** Whether it may send no more requests, neither over time nor at once. */
    boolean isAsSlowAs(KeyAttributes other) {
        RateLimit bound = other.rateLimit;
        return bound == null
                || (rateLimit != null
                        && rateLimit.burst() <= bound.burst()
                        && rateLimit.requests() * bound.periodMillis() <= bound.requests() * rateLimit.periodMillis());
    }

    /** The same under another name. */
    KeyAttributes named(String other) {
        return new KeyAttributes(other, rights, allowedCidrs, rateLimit, expiresAt);
    }
}
