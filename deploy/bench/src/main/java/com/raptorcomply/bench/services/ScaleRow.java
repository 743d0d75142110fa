package com.raptorcomply.bench.services;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A row of the table that compares databases of {@code load/assets.sql} by their size.
 *
 * @param sight the places of the caller
 * @param isOnce true for what takes long, so that one measurement has to do
 */
record ScaleRow(String name, Sight sight, boolean isOnce, Probe probe) {
    private static final int SAMPLE = 2_000;
    private static final int DEPTH = 50_000;
    private static final String ASSETS = "/cyber-assets?limit=100";
    private static final String SYNC = ASSETS + "&includeDeleted=true&updatedSince=";

    private static final List<ScaleRow> PAGES = List.of(
            page("page of 1000", "/cyber-assets?limit=1000"),
            page("filter by tag", ASSETS + "&assetTag=PR-7"),
            page("filter by system", ASSETS + "&cyberSystemId=" + AssetDatabase.id("9000", 7)),
            page("filter by facility", ASSETS + "&facilityId=" + AssetDatabase.id("b000", 0)),
            page("filter by control center", ASSETS + "&controlCenterId=" + AssetDatabase.id("8000", 0)),
            page("filter by a rare level", ASSETS + "&impactLevel=high"),
            page("filter by a common level", ASSETS + "&impactLevel=medium"),
            page("filter by level and service", ASSETS + "&impactLevel=high&inService=true"),
            page("sorted by title", ASSETS + "&sort=assetTitle"),
            page("sorted by level and title", ASSETS + "&sort=impactLevel,assetTitle"),
            page("sorted by category and tag descending", ASSETS + "&sort=cipAssetCategory,-assetTag"),
            page("sorted by title and tag", ASSETS + "&sort=assetTitle,assetTag"),
            page("sorted by last patch and title", ASSETS + "&sort=lastPatchDate,assetTitle"),
            page("sorted by the time of change", ASSETS + "&sort=updatedAt"),
            page("sorted by the time of change descending", ASSETS + "&sort=-updatedAt"),
            page("search for a common and a rare word", ASSETS + "&q=relay+999"),
            page("search for words of middle frequency", ASSETS + "&q=relay+50"),
            page("search for words of middle frequency, sorted", ASSETS + "&q=relay+50&sort=assetTitle"),
            page("search for a common word, sorted", ASSETS + "&q=relay&sort=-assetTitle"),
            page("search within a facility", ASSETS + "&q=relay+1&facilityId=" + AssetDatabase.id("b000", 0)),
            page("control centers with counts", "/control-centers?limit=100"),
            page("systems", "/cyber-systems?limit=100"),
            page("tasks", "/tasks?limit=100"),
            page("tasks overdue", "/tasks?limit=100&status=overdue"),
            page("tasks by due date", "/tasks?limit=100&sort=dueDate"),
            page("tasks of a person", "/tasks?limit=100&assigneeId=" + AssetDatabase.id("d000", 1)),
            page("due", "/due?limit=100&before=2026-12-31"),
            page("due in a facility", "/due?limit=100&before=2026-12-31&facilityId=" + AssetDatabase.id("b000", 0)),
            page("feed of changes from the start", "/changes?limit=100"));

    /** Returns all rows, those of a restricted caller after the same without restrictions. */
    static List<ScaleRow> all() {
        List<ScaleRow> all = new ArrayList<>();
        forEachSight(all, sight -> new ScaleRow("read", sight, false, reads(sight)));
        forEachSight(all, sight -> new ScaleRow("page of 100", sight, false, Latency.of(ASSETS)));
        forEachSight(
                all,
                sight -> new ScaleRow(
                        "changes, none new",
                        sight,
                        false,
                        new Latency((assets, client) -> List.of("GET " + SYNC + Streams.now()))));
        forEachSight(
                all,
                sight -> new ScaleRow(
                        "changes since the start", sight, false, Latency.of(SYNC + "2020-01-01T00:00:00Z")));
        all.add(new ScaleRow("page of 100, deep", Sight.ALL, false, new Latency(ScaleRow::deep)));
        all.addAll(PAGES);
        for (String sort : new String[] {"assetTitle", "updatedAt", "-updatedAt"}) {
            String first = ASSETS + "&sort=" + sort;
            all.add(new ScaleRow(
                    "sorted by " + sort + ", second page",
                    Sight.ALL,
                    false,
                    new Latency((assets, client) -> List.of("GET " + next(client, first)))));
        }
        all.add(new ScaleRow("feed of changes, deep", Sight.ALL, false, new Latency(ScaleRow::deepFeed)));
        all.add(new ScaleRow("as of a time, page of 100", Sight.ALL, false, asOf("")));
        all.add(new ScaleRow(
                "as of a time, in a facility", Sight.ALL, false, asOf("&facilityId=" + AssetDatabase.id("b000", 0))));
        all.add(new ScaleRow("create", Sight.ALL, false, Writes::one));
        all.add(new ScaleRow("create of 100 at once", Sight.ALL, false, Writes::many));
        all.addAll(rates());
        all.addAll(streams());
        return all;
    }

    private static List<ScaleRow> rates() {
        List<ScaleRow> rates = new ArrayList<>();
        for (int connections : new int[] {1, 8, 16}) {
            rates.add(new ScaleRow(
                    "creates a second, " + connections + " at once",
                    Sight.ALL,
                    false,
                    Writes.rate(connections, AssetDatabase.ORGANIZATION)));
        }
        rates.add(new ScaleRow(
                "creates a second, 4 and 4 of two organizations",
                Sight.ALL,
                false,
                Writes.rate(4, AssetDatabase.ORGANIZATION, AssetDatabase.STRANGER)));
        return rates;
    }

    private static List<ScaleRow> streams() {
        return List.of(
                new ScaleRow("read beside eight whole lists of another", Sight.ALL, false, Streams::besideLists),
                new ScaleRow("whole list", Sight.FACILITIES, true, Streams.whole("/cyber-assets")),
                new ScaleRow("whole list", Sight.ALL, true, Streams.whole("/cyber-assets")),
                new ScaleRow(
                        "export of a facility as CSV",
                        Sight.ALL,
                        true,
                        Streams.whole("/facilities/" + AssetDatabase.id("b000", 0) + "/cyber-assets/export")),
                new ScaleRow(
                        "export of a control center as CSV",
                        Sight.ALL,
                        true,
                        Streams.whole("/control-centers/" + AssetDatabase.id("8000", 0) + "/cyber-assets/export")),
                new ScaleRow("export of the activity log", Sight.ALL, true, Streams.whole("/activity/export")),
                new ScaleRow("import of 100,000 rows", Sight.ALL, true, Streams::imported),
                new ScaleRow("evidence package", Sight.ALL, true, Streams::packaged),
                new ScaleRow("verification of an evidence package", Sight.ALL, true, new PackageProof()),
                new ScaleRow(
                        "size of the database, MB",
                        Sight.ALL,
                        true,
                        (assets, sight, millisMax) -> Map.of("", assets.megabytes())));
    }

    private static void forEachSight(List<ScaleRow> all, Function<Sight, ScaleRow> row) {
        Stream.of(Sight.values()).map(row).forEach(all::add);
    }

    /** Reads assets that the caller sees: those of the last system, unless it sees all. */
    private static Probe reads(Sight sight) {
        return new Latency((assets, client) -> assets.reads(
                sight == Sight.ALL ? 0 : AssetDatabase.lastSystem(assets.count()) * AssetDatabase.ASSETS_IN_SYSTEM,
                SAMPLE));
    }

    /** Walks to a page far from the first one. */
    private static List<String> deep(AssetDatabase assets, ResourceClient client) {
        int depth = Math.min(DEPTH, assets.count() / 2);
        int limit = Math.min(1_000, depth);
        String target = "/cyber-assets?limit=" + limit;
        for (int at = 0; at < depth; at += limit) {
            target = next(client, target);
        }
        return List.of("GET " + target.replace("limit=" + limit, "limit=100"));
    }

    /** Returns the page that follows on one. */
    private static String next(ResourceClient client, String target) {
        String link = client.send("GET " + target).headers().getOrDefault("link", "");
        return link.substring(1, link.indexOf('>'));
    }

    /** Walks to a page of the feed far from the first one. */
    private static List<String> deepFeed(AssetDatabase assets, ResourceClient client) {
        int depth = Math.min(DEPTH, assets.count() / 2);
        int limit = Math.min(1_000, depth);
        String target = "/changes?limit=" + limit;
        for (int at = 0; at < depth; at += limit) {
            String next = new JsonObject(client.send("GET " + target).body()).getString("next");
            target = "/changes?limit=" + limit + "&after=" + next;
        }
        return List.of("GET " + target.replace("limit=" + limit, "limit=100"));
    }

    /** Returns a probe with a time of its own, because the data may be younger than this program. */
    private static Probe asOf(String more) {
        return new Latency((assets, client) -> List.of("GET " + ASSETS + more + "&asOf=" + Streams.now()));
    }

    /** Asks every database for as many records as the first one has, because an answer takes longer with more of them. */
    private static ScaleRow page(String name, String target) {
        AtomicInteger records = new AtomicInteger();
        return new ScaleRow(name, Sight.ALL, false, new Latency((assets, client) -> {
            records.compareAndSet(
                    0, Math.max(1, records(client.send("GET " + target).body())));
            return List.of("GET " + target.replaceFirst("limit=100\\b", "limit=" + records));
        }));
    }

    /** The records of a list, or of the only array in an object. */
    private static int records(String body) {
        return body.startsWith("[")
                ? new JsonArray(body).size()
                : new JsonObject(body)
                        .stream()
                                .map(Map.Entry::getValue)
                                .filter(JsonArray.class::isInstance)
                                .mapToInt(each -> ((JsonArray) each).size())
                                .sum();
    }
}
