package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.client.grant.RateLimit;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that a client chooses for a key and may change later.
 *
 * @param allowedCidrs the networks that requests must come from; empty: any
 * @param rateLimit null: the limit of the route's policy
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

    /**
     * Returns true if a key with these attributes may do no more than one with the others: permissions, expiry and
     * networks.
     */
    boolean isWithin(KeyAttributes other) {
        return other.rights.permissions(null).containsAll(rights.permissions(null))
                && exceeds(other).isEmpty();
    }

    /** Returns the constraints in which these attributes exceed the others. */
    Set<KeyConstraint> exceeds(KeyAttributes other) {
        Set<KeyConstraint> exceeded = EnumSet.noneOf(KeyConstraint.class);
        if (!endsWithin(other)) {
            exceeded.add(KeyConstraint.EXPIRY);
        }
        if (!staysWithin(other)) {
            exceeded.add(KeyConstraint.NETWORKS);
        }
        if (!limitsWithin(other)) {
            exceeded.add(KeyConstraint.RATE);
        }
        return exceeded;
    }

    /** Returns the constraints in which these attributes differ from the others. */
    Set<KeyConstraint> differs(KeyAttributes other) {
        Set<KeyConstraint> different = EnumSet.allOf(KeyConstraint.class);
        different.removeIf(bound -> Objects.equals(bound.of(this), bound.of(other)));
        return different;
    }

    /** Returns true if this expiry is no later than the other one. */
    boolean endsWithin(KeyAttributes other) {
        return other.expiresAt == null || (expiresAt != null && !expiresAt.isAfter(other.expiresAt));
    }

    /** Returns true if every network here is allowed by the other attributes too. */
    boolean staysWithin(KeyAttributes other) {
        return other.allowedCidrs.isEmpty()
                || (!allowedCidrs.isEmpty() && other.allowedCidrs.containsAll(allowedCidrs));
    }

    /** Returns true if neither the rate nor the burst is higher than that of the other attributes. */
    boolean limitsWithin(KeyAttributes other) {
        RateLimit bound = other.rateLimit;
        return bound == null
                || (rateLimit != null
                        && rateLimit.burst() <= bound.burst()
                        && rateLimit.requests() * bound.periodMillis() <= bound.requests() * rateLimit.periodMillis());
    }

    KeyAttributes named(String other) {
        return new KeyAttributes(other, rights, allowedCidrs, rateLimit, expiresAt);
    }
}
