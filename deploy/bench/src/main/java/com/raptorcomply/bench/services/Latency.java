package com.raptorcomply.bench.services;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** The median time of requests that follow each other on one connection, chosen at random from some. */
final class Latency implements Probe {
    private static final int WARMING = 20;

    private final BiFunction<AssetDatabase, ResourceClient, List<String>> prepared;
    private final Map<AssetDatabase, List<String>> lines = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(5);

    /** @param prepared returns the requests for a database */
    Latency(BiFunction<AssetDatabase, ResourceClient, List<String>> prepared) {
        this.prepared = prepared;
    }

    /** The same request to every database. */
    static Latency of(String target) {
        return new Latency((assets, client) -> List.of("GET " + target));
    }

    @Override
    public Map<String, Double> measure(AssetDatabase assets, Sight sight, long millisMax) {
        try (ResourceClient client = assets.client(AssetDatabase.ORGANIZATION, sight)) {
            boolean isFirst = !lines.containsKey(assets);
            List<String> some = lines.computeIfAbsent(assets, first -> prepared.apply(first, client));
            if (isFirst) {
                times(client, some, millisMax / 2, WARMING);
            }
            return Map.of("", median(times(client, some, millisMax, Integer.MAX_VALUE)));
        }
    }

    /** Returns the median. */
    static double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElse(Double.NaN);
    }

    private List<Double> times(ResourceClient client, List<String> some, long millisMax, int countMax) {
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + millisMax * 1_000_000;
        do {
            times.add(client.send(some.get(random.nextInt(some.size()))).millis());
        } while (System.nanoTime() < end && times.size() < countMax);
        return times;
    }
}
