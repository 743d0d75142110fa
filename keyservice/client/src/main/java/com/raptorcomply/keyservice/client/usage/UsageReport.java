package com.raptorcomply.keyservice.client.usage;

import java.util.List;
import java.util.UUID;

/**
 * One usage report of a gateway. The gateway resends it unchanged until the key service responds; it counts once.
 *
 * @param reporter an id that the gateway generates at its start
 * @param sequence of this report, from 1; a reporter sends one report after the other
 * @param uses at most {@link UsageJson#USES_MAX}
 */
public record UsageReport(UUID reporter, long sequence, List<SecretUse> uses) {
    public UsageReport {
        uses = List.copyOf(uses);
    }
}
