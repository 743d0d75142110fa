package com.raptorcomply.bench.services;

import com.raptorcomply.keyservice.stamp.Stamp;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The places that a caller sees, of the data of {@code load/assets.sql}. Each of them contains the last system. */
enum Sight {
    ALL("all"),
    FACILITY("1 facility"),
    FACILITIES("50 facilities"),
    CENTER("1 control center"),
    SYSTEM("1 system");

    private final String label;

    Sight(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Returns the restrictions of such a caller, among so many assets. */
    List<Stamp.Restriction> restrictions(int assets) {
        int system = AssetDatabase.lastSystem(assets);
        int facilities = Math.max(assets / AssetDatabase.ASSETS_IN_SYSTEM / AssetDatabase.SYSTEMS_IN_FACILITY, 5);
        int facility = system / AssetDatabase.SYSTEMS_IN_FACILITY % facilities;
        int centers = Math.max(assets / 100_000, 2);
        return switch (this) {
            case ALL -> List.of();
            case FACILITY -> restriction(ids("b000", facility, facility), List.of(), List.of());
            case FACILITIES -> restriction(ids("b000", Math.max(0, facility - 49), facility), List.of(), List.of());
            case CENTER -> restriction(List.of(), ids("8000", facility % centers, facility % centers), List.of());
            case SYSTEM -> restriction(List.of(), List.of(), ids("9000", system, system));
        };
    }

    private static List<Stamp.Restriction> restriction(List<UUID> facilities, List<UUID> centers, List<UUID> systems) {
        return List.of(new Stamp.Restriction(facilities, centers, systems, List.of()));
    }

    private static List<UUID> ids(String variant, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(i -> UUID.fromString(AssetDatabase.id(variant, i)))
                .toList();
    }
}
