package com.raptorcomply.bench.services;

import com.raptorcomply.keyservice.stamp.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A kind of request to the resource service with the data of {@code load/assets.sql}.
 *
 * @param sight the places of the caller
 * @param lines the requests for a number of assets
 */
record ScaleRequest(String name, Sight sight, IntFunction<List<String>> lines) {
    private static final int SAMPLE = 2_000;
    private static final int ASSETS_IN_SYSTEM = 50;
    private static final int SYSTEMS_IN_FACILITY = 40;
    private static final String NEWEST = "2026-03-01T00:00:00.001Z";

    /** The places that a caller sees. Each of them contains the last system. */
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
    }

    /** All requests, those of a restricted caller after the same without restrictions. */
    static List<ScaleRequest> all() {
        List<ScaleRequest> all = new ArrayList<>();
        for (Sight sight : Sight.values()) {
            all.add(new ScaleRequest("read", sight, count -> reads(count, sight)));
        }
        for (Sight sight : Sight.values()) {
            all.add(new ScaleRequest("page of 100", sight, count -> List.of("GET /cyber-assets?limit=100")));
        }
        for (Sight sight : Sight.values()) {
            all.add(new ScaleRequest(
                    "changes, none new",
                    sight,
                    count -> List.of("GET /cyber-assets?limit=100&includeDeleted=true&updatedSince=" + NEWEST)));
        }
        unrestricted(all, "page of 1000", "GET /cyber-assets?limit=1000");
        unrestricted(
                all,
                "changes from the start",
                "GET /cyber-assets?limit=100&includeDeleted=true&updatedSince=2020-01-01T00:00:00Z");
        unrestricted(all, "by tag", "GET /cyber-assets?limit=100&assetTag=PR-7");
        unrestricted(all, "by system", "GET /cyber-assets?limit=100&cyberSystemId=" + AssetDatabase.id("9000", 7));
        unrestricted(all, "by facility", "GET /cyber-assets?limit=100&facilityId=" + AssetDatabase.id("b000", 0));
        unrestricted(all, "by a rare level", "GET /cyber-assets?limit=100&impactLevel=high");
        unrestricted(all, "sorted by title", "GET /cyber-assets?limit=100&sort=assetTitle");
        unrestricted(all, "sorted by level and title", "GET /cyber-assets?limit=100&sort=impactLevel,assetTitle");
        unrestricted(all, "search", "GET /cyber-assets?limit=100&q=relay+17");
        unrestricted(all, "search for a common word, sorted", "GET /cyber-assets?limit=100&q=relay&sort=-assetTitle");
        unrestricted(all, "search for a rare word, sorted", "GET /cyber-assets?limit=100&q=relay+999&sort=assetTitle");
        unrestricted(all, "control centers with counts", "GET /control-centers?limit=100");
        all.add(new ScaleRequest(
                "create", Sight.ALL, count -> List.of(AssetDatabase.NEW.formatted(AssetDatabase.id("9000", 0)))));
        return all;
    }

    List<String> lines(int count) {
        return lines.apply(count);
    }

    String sees() {
        return sight.label;
    }

    List<Stamp.Restriction> restrictions(int count) {
        int system = lastSystem(count);
        int facilities = Math.max(count / ASSETS_IN_SYSTEM / SYSTEMS_IN_FACILITY, 5);
        int facility = system / SYSTEMS_IN_FACILITY % facilities;
        int centers = Math.max(count / 100_000, 2);
        return switch (sight) {
            case ALL -> List.of();
            case FACILITY -> restriction(ids("b000", facility, facility), List.of(), List.of());
            case FACILITIES -> restriction(ids("b000", Math.max(0, facility - 49), facility), List.of(), List.of());
            case CENTER -> restriction(List.of(), ids("8000", facility % centers, facility % centers), List.of());
            case SYSTEM -> restriction(List.of(), List.of(), ids("9000", system, system));
        };
    }

    private static void unrestricted(List<ScaleRequest> all, String name, String line) {
        all.add(new ScaleRequest(name, Sight.ALL, count -> List.of(line)));
    }

    /** Reads assets that the caller sees: those of the last system, unless it sees all. */
    private static List<String> reads(int count, Sight sight) {
        SplittableRandom random = new SplittableRandom(3);
        int first = sight == Sight.ALL ? 0 : lastSystem(count) * ASSETS_IN_SYSTEM;
        return IntStream.range(0, SAMPLE)
                .mapToObj(i -> "GET /cyber-assets/" + AssetDatabase.id("a000", random.nextInt(first, count)))
                .toList();
    }

    private static int lastSystem(int count) {
        return count / ASSETS_IN_SYSTEM - 1;
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
