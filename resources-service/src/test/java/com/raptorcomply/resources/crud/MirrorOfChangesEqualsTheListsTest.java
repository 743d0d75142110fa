package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A client that follows the changes, and begins again when it gets 410, has exactly the records that the lists show it after
 * each run of random moves, changes and deletions, with and without restrictions.
 */
class MirrorOfChangesEqualsTheListsTest {
    private static final long SEED = Long.getLong("changes.seed", System.nanoTime());
    private static final int RUNS = Integer.getInteger("changes.runs", 6);
    private static final int CHANGES_EACH = 4;
    private static final Map<String, String> LISTS = Map.of(
            "control_center", "/control-centers",
            "facility", "/facilities",
            "cyber_system", "/cyber-systems",
            "cyber_asset", "/cyber-assets",
            "physical_area", "/physical-areas");

    private final Caller writer = Caller.ofNewOrganization();
    private final Records records = Records.of(writer);
    private final Random random = new Random(SEED);
    private final List<UUID> centers = new ArrayList<>();
    private final List<UUID> facilities = new ArrayList<>();
    private final List<UUID> systems = new ArrayList<>();
    private final List<UUID> assets = new ArrayList<>();
    private int made;

    @Test
    void afterEachRunOfRandomMoves() {
        System.out.println("changes.seed=" + SEED);
        fill();
        List<Mirror> mirrors = List.of(
                new Mirror(writer),
                new Mirror(writer.withRestrictions(places(List.of(facilities.get(0)), List.of(), List.of()))),
                new Mirror(writer.withRestrictions(places(List.of(), List.of(centers.get(0)), List.of()))),
                new Mirror(writer.withRestrictions(
                        places(List.of(facilities.get(2)), List.of(), List.of(systems.get(1), systems.get(3))))));
        for (int run = 0; run < RUNS; run++) {
            for (int change = 0; change < CHANGES_EACH; change++) {
                change();
            }
            for (Mirror mirror : mirrors) {
                mirror.follow();
                assertThat(mirror.records).as("run %d, seed %d", run, SEED).isEqualTo(lists(mirror.caller));
            }
        }
        assertThat(mirrors.get(0).begun).isEqualTo(1);
        assertThat(mirrors.get(1).begun).isGreaterThan(1);
    }

    private void fill() {
        for (int i = 0; i < 2; i++) {
            centers.add(records.controlCenter("CC-" + i));
        }
        for (int i = 0; i < 4; i++) {
            facilities.add(i < 2 ? records.facilityOf(centers.get(i), "F-" + i) : records.facility("F-" + i));
        }
        for (int i = 0; i < 6; i++) {
            systems.add(records.systemIn("facility_id", facilities.get(i % 4), "S-" + i));
        }
        for (int i = 0; i < 12; i++) {
            create();
        }
        records.area(facilities.get(0), "Yard", assets.get(0));
    }

    private void create() {
        Answer created = writer.post("/cyber-assets", Records.asset(any(systems), "T-" + made++));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assets.add(UUID.fromString(created.object().getString("id")));
    }

    /** Makes one random change. The first of a run is always a move of an asset. */
    private void change() {
        Answer answer;
        switch (random.nextInt(7)) {
            case 0, 1 ->
                answer = writer.patch(
                        "/cyber-assets/" + any(assets),
                        new JsonObject().put("cyberSystemId", any(systems).toString()));
            case 2 ->
                answer = writer.patch(
                        "/cyber-systems/" + any(systems),
                        new JsonObject()
                                .put("facilityId", any(facilities).toString())
                                .putNull("controlCenterId"));
            case 3 ->
                answer = writer.patch(
                        "/cyber-systems/" + any(systems),
                        new JsonObject()
                                .put("controlCenterId", any(centers).toString())
                                .putNull("facilityId"));
            case 4 ->
                answer = writer.patch(
                        "/facilities/" + any(facilities),
                        random.nextBoolean()
                                ? new JsonObject().putNull("controlCenterId")
                                : new JsonObject()
                                        .put("controlCenterId", any(centers).toString()));
            case 5 ->
                answer = writer.patch(
                        "/cyber-assets/" + any(assets), new JsonObject().put("count", 1 + random.nextInt(1000)));
            default -> {
                answer = writer.delete("/cyber-assets/" + assets.remove(random.nextInt(assets.size())));
                create();
            }
        }
        assertThat(answer.status()).as(answer.body()).isIn(200, 204);
    }

    /** Returns what all lists show, without the fields that only lists have. */
    private static Map<String, JsonObject> lists(Caller caller) {
        Map<String, JsonObject> shown = new TreeMap<>();
        LISTS.forEach((type, path) -> caller.get(path).array().forEach(each -> {
            JsonObject record = (JsonObject) each;
            record.fieldNames().stream()
                    .filter(name -> name.endsWith("Count"))
                    .toList()
                    .forEach(record::remove);
            shown.put(type + ' ' + record.getString("id"), record);
        }));
        return shown;
    }

    private UUID any(List<UUID> ids) {
        return ids.get(random.nextInt(ids.size()));
    }

    private static Stamp.Restriction places(List<UUID> facilities, List<UUID> centers, List<UUID> systems) {
        return new Stamp.Restriction(facilities, centers, systems, List.of());
    }

    /** A client's copy. */
    private static final class Mirror {
        private final Caller caller;
        private final Map<String, JsonObject> records = new TreeMap<>();
        private String after = "";
        private int begun;

        Mirror(Caller caller) {
            this.caller = caller;
        }

        void follow() {
            boolean hasMore = true;
            while (hasMore) {
                if (after.isEmpty()) {
                    begun++;
                    records.clear();
                }
                Answer page = caller.get("/changes?limit=7" + (after.isEmpty() ? "" : "&after=" + after));
                if (page.status() == 410) {
                    after = "";
                    continue;
                }
                assertThat(page.status()).as(page.body()).isEqualTo(200);
                page.object().getJsonArray("changes").forEach(each -> apply((JsonObject) each));
                after = page.object().getString("next");
                hasMore = page.object().getBoolean("hasMore");
            }
        }

        private void apply(JsonObject change) {
            String key = change.getString("type") + ' ' + change.getString("id");
            if (change.getBoolean("isDeleted")) {
                records.remove(key);
            } else {
                records.put(key, change.getJsonObject("record"));
            }
        }
    }
}
