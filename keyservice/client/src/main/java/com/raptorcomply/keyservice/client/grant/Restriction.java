package com.raptorcomply.keyservice.client.grant;

import java.util.Set;
import java.util.UUID;

/**
 * Limits a key or a user to records of the named facilities, control centers or cyber systems, and to some operations.
 * A record in any of the named places is allowed. A grant with several restrictions must satisfy each.
 *
 * @param operations empty: all operations that the permissions allow
 */
public record Restriction(
        Set<UUID> facilities, Set<UUID> controlCenters, Set<UUID> cyberSystems, Set<String> operations) {
    public Restriction {
        facilities = Set.copyOf(facilities);
        controlCenters = Set.copyOf(controlCenters);
        cyberSystems = Set.copyOf(cyberSystems);
        operations = Set.copyOf(operations);
    }
}
