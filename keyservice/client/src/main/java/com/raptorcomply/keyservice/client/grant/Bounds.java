package com.raptorcomply.keyservice.client.grant;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a grant is narrowed beyond its permissions. {@link #NONE} for most keys.
 *
 * @param restrictions all must be satisfied; none: the whole organization
 * @param allowedCidrs networks that the client's address must be in one of; none: any
 * @param rateLimit null: the plan's
 */
public record Bounds(
        List<Restriction> restrictions,
        List<String> allowedCidrs,
        @Nullable RateLimit rateLimit) {
    public static final Bounds NONE = new Bounds(List.of(), List.of(), null);

    public Bounds {
        restrictions = List.copyOf(restrictions);
        allowedCidrs = List.copyOf(allowedCidrs);
    }

    /** {@link #NONE} itself when nothing is narrowed. */
    public static Bounds of(List<Restriction> restrictions, List<String> allowedCidrs, @Nullable RateLimit rateLimit) {
        if (restrictions.isEmpty() && allowedCidrs.isEmpty() && rateLimit == null) {
            return NONE;
        }
        return new Bounds(restrictions, allowedCidrs, rateLimit);
    }
}
