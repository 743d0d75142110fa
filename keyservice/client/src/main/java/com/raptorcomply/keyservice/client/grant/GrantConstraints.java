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
public record GrantConstraints(
        List<Restriction> restrictions,
        List<String> allowedCidrs,
        @Nullable RateLimit rateLimit) {
    private static final int NETWORK_BYTES = 192;
    private static final int PLACE_BYTES = 48;
    private static final int OPERATION_BYTES = 80;

    public static final GrantConstraints NONE = new GrantConstraints(List.of(), List.of(), null);

    public GrantConstraints {
        restrictions = List.copyOf(restrictions);
        allowedCidrs = List.copyOf(allowedCidrs);
    }

    /** About how much heap they take, with what a gateway makes of them, in bytes. */
    int heapBytes() {
        int bytes = NETWORK_BYTES * allowedCidrs.size();
        for (Restriction each : restrictions) {
            int places = each.facilities().size()
                    + each.controlCenters().size()
                    + each.cyberSystems().size();
            bytes += PLACE_BYTES * places + OPERATION_BYTES * each.operations().size();
        }
        return bytes;
    }

    /** {@link #NONE} itself when nothing is narrowed. */
    public static GrantConstraints of(
            List<Restriction> restrictions, List<String> allowedCidrs, @Nullable RateLimit rateLimit) {
        if (restrictions.isEmpty() && allowedCidrs.isEmpty() && rateLimit == null) {
            return NONE;
        }
        return new GrantConstraints(restrictions, allowedCidrs, rateLimit);
    }
}
