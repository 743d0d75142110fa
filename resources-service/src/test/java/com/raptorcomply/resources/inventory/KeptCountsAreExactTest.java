package com.raptorcomply.resources.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Bodies;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.tenancy.Places;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The counts of a control center are those of the records, after random writes by several clients at once, restricted
 * ones among them. The seed is in the message of a failure.
 */
class KeptCountsAreExactTest {
    private static final int CLIENTS = 4;
    private static final int WRITES = 40;

    private static final String WRONG = """
            SELECT c.center_code FROM control_center c WHERE c.deleted_at IS NULL AND
              (c.managed_facilities_count, c.cyber_systems_count, c.cyber_assets_count) IS DISTINCT FROM (
                (SELECT count(*) FROM facility f WHERE f.control_center_id = c.id AND f.deleted_at IS NULL),
                (SELECT count(*) FROM cyber_system s WHERE s.control_center_id = c.id AND s.deleted_at IS NULL),
                (SELECT count(*) FROM cyber_asset a JOIN cyber_system s ON s.id = a.cyber_system_id
                 WHERE s.control_center_id = c.id AND s.deleted_at IS NULL AND a.deleted_at IS NULL))
            UNION ALL SELECT s.system_code FROM cyber_system s WHERE s.cyber_assets_count <>
              (SELECT count(*) FROM cyber_asset a WHERE a.cyber_system_id = s.id AND a.deleted_at IS NULL)""";

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final List<UUID> centers = List.of(records.controlCenter("C-0"), records.controlCenter("C-1"));
    private final List<UUID> facilities = List.of(records.facilityOf(centers.get(0), "F-0"), records.facility("F-1"));

    @Test
    void afterRandomWritesOfSeveralClients() {
        long seed = System.nanoTime();
        List<CompletableFuture<Void>> clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> CompletableFuture.runAsync(new Client(new Random(seed + i), "K" + i + "-")::write))
                .toList();
        clients.forEach(CompletableFuture::join);

        assertThat(records.query(WRONG)).as("seed " + seed).isEmpty();
        assertThat(records.query("SELECT sum(cyber_assets_count) > 0 FROM cyber_system"))
                .containsExactly("t");
    }

    @Test
    void restrictedCallerSeesTheCountsOfWhatItSees() {
        UUID system = records.systemIn("control_center_id", centers.get(0), "S-0");
        caller.post("/cyber-assets", Records.asset(system, "T-0"));

        JsonArray seen = caller.withRestrictions(
                        Places.controlCenters(centers.get(0)), Places.facilities(facilities.get(1)))
                .get("/control-centers")
                .array();
        Caller limited = caller.withRestrictions(Places.controlCenters(centers.get(0)));
        JsonObject center = limited.get("/control-centers").array().getJsonObject(0);

        assertThat(seen).isEmpty();
        assertThat(center.getInteger("managedFacilitiesCount"))
                .isEqualTo(limited.get("/facilities").array().size());
        assertThat(center.getInteger("cyberSystemsCount"))
                .isEqualTo(limited.get("/cyber-systems").array().size());
        assertThat(center.getInteger("cyberAssetsCount"))
                .isEqualTo(limited.get("/cyber-assets").array().size());
    }

    @Test
    void loadedDataIsRecounted() {
        records.systemIn("control_center_id", centers.get(0), "S-0");
        records.execute("UPDATE control_center SET cyber_systems_count = 7");
        assertThat(records.query(WRONG)).hasSize(2);

        records.executeAsOwner("SELECT recount_inventory()");

        assertThat(records.query(WRONG)).isEmpty();
    }

    /** One client that creates, moves and deletes what it created. */
    private final class Client {
        private final Random random;
        private final String prefix;
        private final List<String> systems = new ArrayList<>();
        private final List<String> assets = new ArrayList<>();
        private final List<String> ownFacilities = new ArrayList<>();
        private int made;

        Client(Random random, String prefix) {
            this.random = random;
            this.prefix = prefix;
        }

        void write() {
            for (int i = 0; i < WRITES; i++) {
                one();
            }
        }

        private void one() {
            switch (random.nextInt(10)) {
                case 0, 1 ->
                    create("/cyber-systems", place(Bodies.system("facilityId", facilities.get(0), code())), systems);
                case 2, 3, 4 -> {
                    if (!systems.isEmpty()) {
                        UUID system = UUID.fromString(any(systems).substring("/cyber-systems/".length()));
                        Caller writer =
                                random.nextBoolean() ? caller : caller.withRestrictions(Places.cyberSystems(system));
                        keep(writer.post("/cyber-assets", Records.asset(system, code())), assets);
                    }
                }
                case 5 ->
                    patch(
                            assets,
                            systems.isEmpty()
                                    ? new JsonObject()
                                    : new JsonObject()
                                            .put("cyberSystemId", any(systems).substring("/cyber-systems/".length())));
                case 6 -> patch(systems, place(new JsonObject()));
                case 7 -> delete(random.nextInt(4) == 0 ? systems : assets);
                case 8 -> create("/facilities", Bodies.facilityOf(any(centers), code()), ownFacilities);
                default ->
                    patch(
                            ownFacilities,
                            random.nextBoolean()
                                    ? new JsonObject().putNull("controlCenterId")
                                    : new JsonObject()
                                            .put("controlCenterId", any(centers).toString()));
            }
        }

        private JsonObject place(JsonObject body) {
            return random.nextBoolean()
                    ? body.put("facilityId", any(facilities).toString()).putNull("controlCenterId")
                    : body.put("controlCenterId", any(centers).toString()).putNull("facilityId");
        }

        private void create(String path, JsonObject body, List<String> made) {
            keep(caller.post(path, body), made);
        }

        private void keep(Answer created, List<String> made) {
            assertThat(created.status()).as(created.body()).isEqualTo(201);
            made.add(created.header("Location"));
        }

        private void patch(List<String> made, JsonObject change) {
            if (!made.isEmpty()) {
                assertThat(caller.patch(any(made), change).status()).isEqualTo(200);
            }
        }

        private void delete(List<String> made) {
            if (!made.isEmpty()) {
                String path = any(made);
                if (caller.delete(path).status() == 204) {
                    made.remove(path);
                }
            }
        }

        private <T> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        private String code() {
            return prefix + made++;
        }
    }
}
