package com.raptorcomply.keyservice.client.usage;

import java.util.List;
import java.util.UUID;

/**
 * What a gateway tells at once. It is told again, unchanged, until it is answered, and counts once.
 *
 * @param reporter the gateway, by an id that it makes at its start
 * @param sequence of this report among the reporter's, which come one after the other and count up from 1
 * @param uses at most {@link UsageJson#USES_MAX}
 */
public record UsageReport(UUID reporter, long sequence, List<SecretUse> uses) {
    public UsageReport {
        uses = List.copyOf(uses);
    }
}
