package com.raptorcomply.bench.services;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Probes that create assets, and update and delete them again. */
final class Writes {
    private static final String UPDATE = "{\"model\":\"SEL-451\"}";
    private static final int BULK_ITEMS = 100;

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
                updates.add(client.send("PATCH " + target + " " + UPDATE).millis());
                deletes.add(client.send("DELETE " + target).millis());
            } while (System.nanoTime() < end);
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("", Latency.median(creates));
        figures.put("update", Latency.median(updates));
        figures.put("delete", Latency.median(deletes));
        return figures;
    }

    /** The median times of creating a hundred assets by one request, and of updating these by another. */
    static Map<String, Double> many(AssetDatabase assets, Sight sight, long millisMax) {
        List<Double> creates = new ArrayList<>();
        List<Double> updates = new ArrayList<>();
        long end = System.nanoTime() + 3 * millisMax * 1_000_000;
        try (ResourceClient client = assets.client(AssetDatabase.ORGANIZATION, sight)) {
            do {
                HttpConnection.Answer made = client.send(bulk(Stream.generate(
                                () -> new JsonObject().put("action", "create").put("record", record()))
                        .limit(BULK_ITEMS)));
                creates.add(made.millis());
                List<String> ids = ids(made);
                updates.add(client.send(bulk(ids.stream().map(Writes::update))).millis());
                ids.forEach(id -> client.send("DELETE /cyber-assets/" + id));
            } while (System.nanoTime() < end);
        }
        return Map.of("", Latency.median(creates), "update", Latency.median(updates));
    }

    private static String bulk(Stream<JsonObject> items) {
        return "POST /cyber-assets/bulk " + new JsonObject().put("items", new JsonArray(items.toList()));
    }

    private static JsonObject update(String id) {
        return new JsonObject().put("action", "update").put("id", id).put("record", new JsonObject(UPDATE));
    }

    private static List<String> ids(HttpConnection.Answer made) {
        JsonArray outcomes = new JsonObject(made.body()).getJsonArray("outcomes");
        return IntStream.range(0, outcomes.size())
                .mapToObj(i -> outcomes.getJsonObject(i).getJsonObject("record").getString("id"))
                .toList();
    }

    /**
     * The number of assets that several connections create in a second.
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

    private static JsonObject record() {
        return new JsonObject(line().split(" ", 3)[2]);
    }

    private static String line() {
        return AssetDatabase.NEW.formatted(AssetDatabase.id("9000", 0)).replace("N-@", "N-" + UUID.randomUUID());
    }
}
