package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Jobs that ask for the changes of a list, and read it again when they get 410, have exactly the records that it shows, while
 * records move and the restrictions of their key change. Several jobs use one key, and not each of them runs each time.
 */
class MirrorByUpdatedSinceEqualsTheListTest {
    private static final long SEED = Long.getLong("changes.seed", System.nanoTime());
    private static final int RUNS = Integer.getInteger("changes.runs", 12);
    private static final String LIST = "/cyber-assets?limit=5";

    private final Random random = new Random(SEED);
    private final Caller writer = Caller.ofNewOrganization();
    private final RandomInventory inventory = RandomInventory.of(writer, random);

    @Test
    void whileRestrictionsChange() {
        System.out.println("changes.seed=" + SEED);
        Caller key = writer.withAnotherKey();
        List<Mirror> jobs = List.of(new Mirror(), new Mirror(), new Mirror());
        for (int run = 0; run < RUNS; run++) {
            for (int change = random.nextInt(4); change > 0; change--) {
                inventory.change();
            }
            if (random.nextInt(3) == 0) {
                key = key.withRestrictions(inventory.restrictions());
            }
            for (Mirror job : jobs) {
                if (random.nextInt(3) > 0) {
                    job.follow(key);
                    // The list of another key, so that this one's jobs hear of its restrictions from their own requests
                    // only.
                    assertThat(job.records).as("run %d, seed %d", run, SEED).isEqualTo(shown(key.withAnotherKey()));
                }
            }
        }
    }

    private static Map<String, JsonObject> shown(Caller caller) {
        Map<String, JsonObject> shown = new TreeMap<>();
        caller.get("/cyber-assets").array().forEach(each -> {
            JsonObject record = (JsonObject) each;
            shown.put(record.getString("id"), record);
        });
        return shown;
    }

    /** The copy of one job. */
    private static final class Mirror {
        private final Map<String, JsonObject> records = new TreeMap<>();
        private String since = "";

        void follow(Caller caller) {
            String changes = since.isEmpty() ? LIST : LIST + "&includeDeleted=true&updatedSince=" + since;
            Answer page = caller.get(changes);
            if (page.status() == 410) {
                since = "";
                page = caller.get(LIST);
            }
            if (since.isEmpty()) {
                records.clear();
            }
            since = page.header("Changes-Since");
            apply(page);
            while (!page.header("Link").isEmpty()) {
                page = caller.get(page.header("Link").replaceFirst("<([^>]+)>.*", "$1"));
                apply(page);
            }
        }

        private void apply(Answer page) {
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            page.array().forEach(each -> {
                JsonObject record = (JsonObject) each;
                if (record.getBoolean("isDeleted")) {
                    records.remove(record.getString("id"));
                } else {
                    records.put(record.getString("id"), record);
                }
            });
        }
    }
}
