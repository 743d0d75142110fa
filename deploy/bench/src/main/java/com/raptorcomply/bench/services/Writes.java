package com.raptorcomply.bench.services;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Probes that create assets, and update and delete them again. */
final class Writes {
    private static final String UPDATE = " {\"model\":\"SEL-451\"}";

    private Writes() {}

    /** The median times of creating, updating and deleting one asset after the other. */
    static Map<String, Double> one(AssetDatabase assets, Sight sight, long millisMax) {
        List<Double> creates = new ArrayList<>();
        List<Double> updates = new ArrayList<>();
        List<Double> deletes = new ArrayList<>();
        long end = System.nanoTime() + 3 * millisMax * 1_000_000;
        try (ResourceClient client = assets.client(AssetDatabase.ORGANIZATION, sight)) {
            do {
                HttpConnection.Answer made = client.send(line());
                String target = made.headers().getOrDefault("location", "");
                creates.add(made.millis());
                updates.add(client.send("PATCH " + target + UPDATE).millis());
                deletes.add(client.send("DELETE " + target).millis());
            } while (System.nanoTime() < end);
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("", Latency.median(creates));
        figures.put("update", Latency.median(updates));
        figures.put("delete", Latency.median(deletes));
        return figures;
    }

    /**
     * The number of assets that several connections create in a second, and delete again.
     *
     * @param organizations each with so many connections
     */
    static Probe rate(int connections, UUID... organizations) {
        return (assets, sight, millisMax) -> {
            long begin = System.nanoTime();
            long end = begin + 2 * millisMax * 1_000_000;
            ExecutorService threads = Executors.newFixedThreadPool(connections * organizations.length);
            List<CompletableFuture<List<String>>> running = Stream.of(organizations)
                    .flatMap(each -> Stream.generate(() -> each).limit(connections))
                    .map(each -> CompletableFuture.supplyAsync(() -> create(assets, each, end), threads))
                    .toList();
            int made = running.stream().mapToInt(each -> each.join().size()).sum();
            threads.shutdown();
            return Map.of("", made * 1e9 / (System.nanoTime() - begin));
        };
    }

    private static List<String> create(AssetDatabase assets, UUID organization, long end) {
        List<String> made = new ArrayList<>();
        try (ResourceClient client = assets.client(organization, Sight.ALL)) {
            while (System.nanoTime() < end) {
                made.add(client.send(line()).headers().getOrDefault("location", ""));
            }
        }
        return made;
    }

    private static String line() {
        return AssetDatabase.NEW.formatted(AssetDatabase.id("9000", 0)).replace("N-@", "N-" + UUID.randomUUID());
    }
}
