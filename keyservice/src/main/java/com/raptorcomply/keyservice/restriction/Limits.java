package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.keyservice.access.Permissions;
import com.raptorcomply.keyservice.input.Fields;
import com.raptorcomply.keyservice.input.Uuids;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a restriction leaves: the records of any of these places, none named: all; and these operations, none named: all
 * that the permissions allow. It names at least something.
 */
public record Limits(
        List<UUID> facilities, List<UUID> controlCenters, List<UUID> cyberSystems, List<String> operations) {
    /** Places in one restriction: all of them travel in a header field. */
    static final int PLACES_MAX = 50;

    static final int OPERATIONS_MAX = 20;

    private static final String FACILITIES = "facilities";
    private static final String CONTROL_CENTERS = "controlCenters";
    private static final String CYBER_SYSTEMS = "cyberSystems";
    private static final String OPERATIONS = "operations";
    private static final Set<String> ACTIONS = Set.of("create", "read", "update", "delete", "write", "approve");

    public Limits {
        facilities = List.copyOf(facilities);
        controlCenters = List.copyOf(controlCenters);
        cyberSystems = List.copyOf(cyberSystems);
        operations = List.copyOf(operations);
    }

    /** The members of a body, all optional. */
    static Limits read(Fields fields) {
        return merge(fields, new Limits(List.of(), List.of(), List.of(), List.of()));
    }

    /** The same after a merge patch: what it does not name stays. */
    static Limits merge(Fields fields, Limits current) {
        Limits limits = new Limits(
                fields.has(FACILITIES) ? places(fields, FACILITIES) : current.facilities,
                fields.has(CONTROL_CENTERS) ? places(fields, CONTROL_CENTERS) : current.controlCenters,
                fields.has(CYBER_SYSTEMS) ? places(fields, CYBER_SYSTEMS) : current.cyberSystems,
                fields.has(OPERATIONS) ? operations(fields) : current.operations);
        if (limits.places() > PLACES_MAX) {
            throw fields.refused(FACILITIES, "and the other places may be at most " + PLACES_MAX + " together");
        }
        if (limits.places() == 0 && limits.operations.isEmpty()) {
            throw fields.refused(FACILITIES, "or another place or operation is required: this would limit nothing");
        }
        return limits;
    }

    int places() {
        return facilities.size() + controlCenters.size() + cyberSystems.size();
    }

    private static List<UUID> places(Fields fields, String name) {
        List<UUID> ids = fields.optionalStrings(name, PLACES_MAX).orElse(List.of()).stream()
                .map(text -> Uuids.parse(text).orElseThrow(() -> fields.refused(name, "must hold UUIDs")))
                .distinct()
                .sorted()
                .toList();
        return ids;
    }

    private static List<String> operations(Fields fields) {
        List<String> operations =
                fields.optionalStrings(OPERATIONS, OPERATIONS_MAX).orElse(List.of());
        for (int i = 0; i < operations.size(); i++) {
            if (!ACTIONS.contains(operations.get(i)) && !Permissions.exists(operations.get(i))) {
                throw fields.refused(OPERATIONS, "has no such action or permission at position " + i);
            }
        }
        return operations.stream().distinct().sorted().toList();
    }
}
