package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import io.vertx.core.json.JsonObject;
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
    private final RandomInventory inventory = RandomInventory.of(writer, new Random(SEED));

    @Test
    void afterEachRunOfRandomMoves() {
        System.out.println("changes.seed=" + SEED);
        List<Mirror> mirrors = List.of(
                new Mirror(writer),
                new Mirror(writer.withRestrictions(
                        places(List.of(inventory.facilities().get(0)), List.of(), List.of()))),
                new Mirror(writer.withRestrictions(
                        places(List.of(), List.of(inventory.centers().get(0)), List.of()))),
                new Mirror(writer.withRestrictions(places(
                        List.of(inventory.facilities().get(2)),
                        List.of(),
                        List.of(inventory.systems().get(1), inventory.systems().get(3))))));
        for (int run = 0; run < RUNS; run++) {
            for (int change = 0; change < CHANGES_EACH; change++) {
                inventory.change();
            }
            for (Mirror mirror : mirrors) {
                mirror.follow();
                assertThat(mirror.records).as("run %d, seed %d", run, SEED).isEqualTo(lists(mirror.caller));
            }
        }
        assertThat(mirrors.get(0).begun).isEqualTo(1);
        assertThat(mirrors.get(1).begun).isGreaterThan(1);
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
