package com.raptorcomply.keyservice.client.grant;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Narrows a grant beyond its permissions. {@link #NONE} for most keys.
 *
 * @param restrictions all must be satisfied; empty: the whole organization
 * @param allowedCidrs networks, one of which must contain the client's address; empty: any address
 * @param rateLimit the key's own limit; null: the policy for keys of the gateway
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

    /** Returns the approximate heap of the constraints and of what a gateway parses from them, in bytes. */
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

    /** Returns {@link #NONE} itself if nothing is narrowed. */
    public static GrantConstraints of(
            List<Restriction> restrictions, List<String> allowedCidrs, @Nullable RateLimit rateLimit) {
        if (restrictions.isEmpty() && allowedCidrs.isEmpty() && rateLimit == null) {
            return NONE;
        }
        return new GrantConstraints(restrictions, allowedCidrs, rateLimit);
    }
}
