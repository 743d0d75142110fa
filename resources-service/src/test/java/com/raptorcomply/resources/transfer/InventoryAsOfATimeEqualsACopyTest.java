package com.raptorcomply.resources.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A list as of a time equals the list that was read at that time, after random writes, moves, deletions and imports: in pages,
 * in lines, as a file, under filters, and of a caller with restrictions no more than it sees now.
 */
class InventoryAsOfATimeEqualsACopyTest {
    private static final long SEED = Long.getLong("asof.seed", System.nanoTime());
    private static final int COPIES = Integer.getInteger("asof.copies", 8);
    private static final int CHANGES_EACH = 5;

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final Random random = new Random(SEED);
    private final List<String> centers = new ArrayList<>();
    private final List<String> facilities = new ArrayList<>();
    private final List<String> systems = new ArrayList<>();
    private final List<String> assets = new ArrayList<>();
    private final List<String> areas = new ArrayList<>();
    private int made;

    /** The bodies of all lists at a time. */
    private record Copy(String time, Map<String, String> bodies) {}

    @Test
    void afterRandomChanges() {
        System.out.println("asof.seed=" + SEED);
        fill();
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < COPIES; i++) {
            for (int change = 0; change < CHANGES_EACH; change++) {
                change();
            }
            copies.add(copy());
        }

        Caller some = caller.withRestrictions(
                new Stamp.Restriction(List.of(UUID.fromString(facilities.get(0))), List.of(), List.of(), List.of()));
        for (Copy copy : copies) {
            copy.bodies.forEach(
                    (path, body) -> assertThat(caller.get(asOf(path, copy)).body())
                            .as("%s as of %s, seed %d", path, copy.time, SEED)
                            .isEqualTo(body));
            assertThat(pages(asOf("/cyber-assets?limit=3", copy)))
                    .isEqualTo(caller.get(asOf("/cyber-assets", copy)).array().stream()
                            .toList());
            assertThat(caller.get(asOf("/cyber-assets", copy), "Accept", "application/x-ndjson")
                            .body()
                            .lines())
                    .hasSameSizeAs(pages(asOf("/cyber-assets", copy)));
            assertSightOf(some, copy);
            assertSightOfAreas(some, copy);
        }
    }

    /** Of what the caller sees now, it gets what was in a place that it sees now. */
    private void assertSightOf(Caller some, Copy copy) {
        Set<String> seen = ids(some, "/cyber-assets?includeDeleted=true");
        Set<String> places = ids(some, "/cyber-systems?includeDeleted=true");
        List<Object> expected = caller.get(asOf("/cyber-assets", copy)).array().stream()
                .filter(asset -> seen.contains(((JsonObject) asset).getString("id"))
                        && places.contains(((JsonObject) asset).getString("cyberSystemId")))
                .toList();

        assertThat(some.get(asOf("/cyber-assets", copy)).array().stream().toList())
                .as("seed %d", SEED)
                .isEqualTo(expected);
    }

    /** Of areas that the caller sees now and that were in a place that it sees now, it gets the assets that it sees. */
    private void assertSightOfAreas(Caller some, Copy copy) {
        Set<String> seen = ids(some, "/physical-areas?includeDeleted=true");
        Set<String> assetsSeen = ids(some, asOf("/cyber-assets?includeDeleted=true", copy));
        List<Object> expected = new ArrayList<>();
        for (Object each : caller.get(asOf("/physical-areas", copy)).array()) {
            JsonObject area = (JsonObject) each;
            if (seen.contains(area.getString("id")) && facilities.get(0).equals(area.getString("facilityId"))) {
                List<Object> inside = area.getJsonArray("cyberAssets").stream()
                        .filter(asset -> assetsSeen.contains(((JsonObject) asset).getString("id")))
                        .toList();
                expected.add(area.put("cyberAssets", new JsonArray(inside)));
            }
        }

        assertThat(some.get(asOf("/physical-areas", copy)).array().stream().toList())
                .as("seed %d", SEED)
                .isEqualTo(expected);
    }

    @Test
    void withinItsBounds() {
        fill();
        String past = "2001-01-01T00:00:00Z";
        Answer early = caller.get("/cyber-assets?asOf=" + past);
        assertThat(early.status()).isEqualTo(400);
        assertThat(early.object().getString("field")).isEqualTo("asOf");
        assertThat(early.message()).matches("Parameter 'asOf' must not be before 20.*Z");
        assertThat(caller.get("/facilities?asOf=2101-01-01T00:00:00Z").message())
                .isEqualTo("Parameter 'asOf' must be in the past");
        Copy now = copy();
        for (String other : List.of("q=a", "sort=assetTag", "updatedSince=" + past)) {
            assertThat(caller.get(asOf("/cyber-assets?" + other, now)).message())
                    .isEqualTo("Parameter 'asOf' cannot be combined with " + other.replaceFirst("=.*", ""));
        }
        assertThat(caller.get(asOf("/tasks", now)).status()).isEqualTo(400);
        assertThat(caller.get("/physical-areas?asOf=" + past).message())
                .matches("Parameter 'asOf' must not be before 20.*Z");
        String cursor =
                caller.get(asOf("/cyber-assets?limit=1", now)).header("Link").replaceFirst(".*cursor=([^>]+)>.*", "$1");
        assertThat(caller.get("/cyber-assets?cursor=" + cursor).status()).isEqualTo(400);
    }

    private void fill() {
        for (int i = 0; i < 2; i++) {
            centers.add(records.controlCenter("CC-" + i).toString());
        }
        for (int i = 0; i < 3; i++) {
            facilities.add(records.facilityOf(UUID.fromString(centers.get(i % 2)), "F-" + i)
                    .toString());
        }
        for (int i = 0; i < 5; i++) {
            systems.add(records.systemIn("facility_id", UUID.fromString(facilities.get(i % 3)), "S-" + i)
                    .toString());
        }
        for (int i = 0; i < 8; i++) {
            create();
        }
        for (int i = 0; i < 4; i++) {
            createArea(facilities.get(i % 3));
        }
    }

    private void createArea(String facility) {
        JsonObject area = new JsonObject()
                .put("name", "Area " + made++)
                .put("regulatoryType", "PSP")
                .put("facilityId", facility)
                .put("cyberAssetIds", someIn(facility));
        areas.add(caller.post("/physical-areas", area).object().getString("id"));
    }

    /** Returns about half of the assets in a facility. */
    private JsonArray someIn(String facility) {
        JsonArray some = new JsonArray();
        ids(caller, "/facilities/" + facility + "/cyber-assets").stream()
                .sorted()
                .filter(id -> random.nextBoolean())
                .forEach(some::add);
        return some;
    }

    private void create() {
        assets.add(caller.post("/cyber-assets", Records.asset(UUID.fromString(any(systems)), "T-" + made++))
                .object()
                .getString("id"));
    }

    private void change() {
        String asset = "/cyber-assets/" + any(assets);
        String system = "/cyber-systems/" + any(systems);
        String facility = "/facilities/" + any(facilities);
        String title = "Title " + made++;
        String area = "/physical-areas/" + any(areas);
        switch (random.nextInt(13)) {
            case 0 -> create();
            case 1 -> caller.patch(asset, new JsonObject().put("assetTitle", title));
            case 2 -> caller.patch(asset, new JsonObject().put("cyberSystemId", any(systems)));
            case 3 -> caller.delete(asset);
            case 4 -> caller.patch(system, new JsonObject().put("systemTitle", title));
            case 5 -> caller.patch(system, new JsonObject().put("facilityId", any(facilities)));
            case 6 ->
                caller.patch(facility, new JsonObject().put("title", title).put("controlCenterId", any(centers)));
            case 8 -> createArea(any(facilities));
            case 9 -> caller.patch(area, new JsonObject().put("name", title));
            case 10 -> {
                String place = caller.get(area).object().getString("facilityId", facilities.get(0));
                caller.patch(area, new JsonObject().put("cyberAssetIds", someIn(place)));
            }
            case 11 -> {
                String place = any(facilities);
                caller.patch(area, new JsonObject().put("facilityId", place).put("cyberAssetIds", someIn(place)));
            }
            case 12 -> caller.delete(area);
            case 7 -> caller.patch("/control-centers/" + any(centers), new JsonObject().put("centerTitle", title));
            default -> {
                String tags = Upload.row("T-" + random.nextInt(8)) + "\r\n" + Upload.row("I-" + made++) + "\r\n";
                new Upload(caller, UUID.fromString(any(systems)))
                        .sendWith("?mode=upsert", Upload.REQUIRED + "\r\n" + tags.replace("SEL", title));
            }
        }
    }

    private Copy copy() {
        await().until(() -> Instant.now().isAfter(lastChange().plusMillis(1)));
        long time = Instant.now().toEpochMilli();
        Map<String, String> bodies = new LinkedHashMap<>();
        for (String path : List.of(
                "/facilities",
                "/cyber-systems",
                "/cyber-assets",
                "/cyber-assets?includeDeleted=true&include=etag",
                "/cyber-assets?cipAssetCategory=eacms&fields=assetTag",
                "/cyber-assets?facilityId=" + facilities.get(1),
                "/facilities/" + facilities.get(0) + "/cyber-assets",
                "/control-centers/" + centers.get(0) + "/cyber-systems",
                "/facilities/" + facilities.get(0) + "/cyber-assets/export",
                "/control-centers?fields=centerTitle,updatedAt",
                "/physical-areas",
                "/physical-areas?includeDeleted=true&include=etag",
                "/physical-areas?regulatoryType=PSP&fields=cyberAssets",
                "/facilities/" + facilities.get(0) + "/physical-areas")) {
            bodies.put(path, caller.get(path).body());
        }
        await().until(() -> Instant.now().toEpochMilli() > time + 1);
        return new Copy(Instant.ofEpochMilli(time).toString(), bodies);
    }

    private Instant lastChange() {
        return Stream.of("/cyber-assets", "/physical-areas")
                .map(path -> caller.get(path + "?sort=-updatedAt&limit=1&includeDeleted=true")
                        .array())
                .map(last -> Instant.parse(last.getJsonObject(0).getString("updatedAt")))
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static String asOf(String path, Copy copy) {
        return path + (path.contains("?") ? "&" : "?") + "asOf=" + copy.time;
    }

    private List<Object> pages(String first) {
        List<Object> all = new ArrayList<>();
        String next = first;
        while (!next.isEmpty()) {
            Answer page = caller.get(next);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            page.array().forEach(all::add);
            next = page.header("Link").replaceFirst("<([^>]+)>.*", "$1");
        }
        return all;
    }

    private static Set<String> ids(Caller asking, String path) {
        return asking.get(path).array().stream()
                .map(each -> ((JsonObject) each).getString("id"))
                .collect(Collectors.toSet());
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
