package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** An inventory that changes at random: two control centers, four facilities, six systems and a dozen assets. */
final class RandomInventory {
    private final Caller writer;
    private final Records records;
    private final Random random;
    private final List<UUID> centers = new ArrayList<>();
    private final List<UUID> facilities = new ArrayList<>();
    private final List<UUID> systems = new ArrayList<>();
    private final List<UUID> assets = new ArrayList<>();
    private int made;

    private RandomInventory(Caller writer, Random random) {
        this.writer = writer;
        this.records = Records.of(writer);
        this.random = random;
    }

    /** Creates the records in the organization of a caller without restrictions. */
    static RandomInventory of(Caller writer, Random random) {
        RandomInventory inventory = new RandomInventory(writer, random);
        inventory.fill();
        return inventory;
    }

    List<UUID> centers() {
        return centers;
    }

    List<UUID> facilities() {
        return facilities;
    }

    List<UUID> systems() {
        return systems;
    }

    /** Returns up to two restrictions to random places; none means that the caller sees all. */
    Stamp.Restriction[] restrictions() {
        return random.ints(random.nextInt(3), 0, 3)
                .mapToObj(kind -> new Stamp.Restriction(
                        kind == 0 ? List.of(any(facilities), any(facilities)) : List.of(),
                        kind == 1 ? List.of(any(centers)) : List.of(),
                        kind == 2 ? List.of(any(systems), any(systems)) : List.of(),
                        List.of()))
                .toArray(Stamp.Restriction[]::new);
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

    /** Makes one random change: moves, changes, deletes or creates a record. */
    void change() {
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

    private UUID any(List<UUID> ids) {
        return ids.get(random.nextInt(ids.size()));
    }
}
