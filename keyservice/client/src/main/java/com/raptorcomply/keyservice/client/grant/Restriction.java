package com.raptorcomply.keyservice.client.grant;

import java.util.Set;
import java.util.UUID;

/**
 * Limits a key or a user to the records of some facilities, control centers or cyber systems, any of those named, and to
 * some operations on them. A grant with several restrictions must satisfy each.
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
