package com.raptorcomply.resources.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Bodies;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.tenancy.Places;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A physical area holds only assets of its facility or control center, whatever moves. */
class AreaHoldsAssetsOfItsPlaceTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID facility = records.facility("F-1");
    private final UUID other = records.facility("F-2");
    private final UUID system = records.systemIn("facility_id", facility, "S-1");
    private final UUID elsewhere = records.systemIn("facility_id", other, "S-2");
    private final UUID first = asset(system, "T-1");
    private final UUID second = asset(system, "T-2");
    private final UUID far = asset(elsewhere, "T-3");

    @Test
    void createdAndReplacedWithItsAssets() {
        Answer created = create(second, first);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String area = created.header("Location");
        assertThat(tags(created)).containsExactly("T-1", "T-2");
        assertThat(caller.get(area).body()).isEqualTo(created.body());

        Answer fewer = caller.patch(area, new JsonObject().put("cyberAssetIds", ids(second)));
        assertThat(tags(fewer)).containsExactly("T-2");
        assertThat(fewer.header("ETag")).isNotEqualTo(created.header("ETag"));
        assertThat(tags(caller.put(area, body(first)))).containsExactly("T-1");
        assertThat(tags(caller.patch(area, new JsonObject().putNull("cyberAssetIds"))))
                .isEmpty();
    }

    @Test
    void bodyOfAReadKeepsTheAssets() {
        String area = create(first, second).header("Location");
        JsonObject read = caller.get(area).object();

        Answer replaced = caller.put(area, read.put("description", "Brick"));

        assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
        assertThat(tags(replaced)).containsExactly("T-1", "T-2");
    }

    @Test
    void otherOrderAndSpellingChangeNothing() {
        Answer created = create(first, second);
        JsonArray same =
                new JsonArray().add(second.toString().toUpperCase(Locale.ROOT)).add(first.toString());

        Answer patched = caller.patch(created.header("Location"), new JsonObject().put("cyberAssetIds", same));

        assertThat(patched.body()).isEqualTo(created.body());
        assertThat(records.query("SELECT action FROM activity WHERE resource_type = 'physical_area'"))
                .containsExactly("create");
    }

    @Test
    void assetOfAnotherPlaceOrOrganizationIsRefused() {
        UUID foreign = UUID.randomUUID();
        Answer refused = create(first, far, foreign);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.object().getJsonArray("errors").stream()
                        .map(error ->
                                ((JsonObject) error).getString("field") + " " + ((JsonObject) error).getString("code")))
                .containsExactly("cyberAssetIds[1] invalid_value", "cyberAssetIds[2] reference_not_found");
        assertThat(caller.get("/physical-areas").array()).isEmpty();
    }

    @Test
    void areaMovesOnlyWithoutItsAssetsOrWithOthers() {
        String area = create(first).header("Location");

        Answer refused = caller.patch(area, new JsonObject().put("facilityId", other.toString()));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.object().getString("field")).isEqualTo("facilityId");
        assertThat(tags(caller.get(area))).containsExactly("T-1");

        Answer moved = caller.patch(
                area, new JsonObject().put("facilityId", other.toString()).put("cyberAssetIds", ids(far)));
        assertThat(tags(moved)).containsExactly("T-3");
    }

    @Test
    void assetThatMovesOrIsDeletedLeavesItsArea() {
        String area = create(first, second).header("Location");
        String before = caller.get(area).object().getString("updatedAt");

        caller.patch("/cyber-assets/" + first, new JsonObject().put("cyberSystemId", elsewhere.toString()));
        assertThat(tags(caller.get(area))).containsExactly("T-2");
        assertThat(caller.get(area).object().getString("updatedAt")).isGreaterThan(before);
        caller.delete("/cyber-assets/" + second);

        assertThat(tags(caller.get(area))).isEmpty();
        assertThat(records.query(
                        "SELECT changes FROM activity WHERE resource_type = 'physical_area' AND action = 'update'"))
                .containsExactlyInAnyOrder(removed(first), removed(second));
    }

    @Test
    void assetThatMovesWithinThePlaceStays() {
        UUID neighbour = records.systemIn("facility_id", facility, "S-3");
        String area = create(first).header("Location");

        caller.patch("/cyber-assets/" + first, new JsonObject().put("cyberSystemId", neighbour.toString()));

        assertThat(tags(caller.get(area))).containsExactly("T-1");
    }

    @Test
    void systemThatMovesTakesItsAssetsOutOfAreas() {
        String area = create(first, second).header("Location");
        UUID center = records.controlCenter("CC-1");

        caller.patch(
                "/cyber-systems/" + system,
                new JsonObject().putNull("facilityId").put("controlCenterId", center.toString()));

        assertThat(tags(caller.get(area))).isEmpty();
        assertThat(caller.get("/cyber-assets/" + first).object().getString("cyberSystemId"))
                .isEqualTo(system.toString());
    }

    /** A caller may move an asset out of an area that it does not see, and the area loses the asset all the same. */
    @Test
    void areaThatTheMoverDoesNotSeeLosesTheAsset() {
        String area = create(first).header("Location");
        Caller limited = caller.withRestrictions(Places.cyberSystems(system, elsewhere));
        assertThat(limited.get(area).status()).isEqualTo(404);

        assertThat(limited.patch("/cyber-assets/" + first, new JsonObject().put("cyberSystemId", elsewhere.toString()))
                        .status())
                .isEqualTo(200);

        assertThat(tags(caller.get(area))).isEmpty();
    }

    /** Stored data may predate the rule; what a caller does not see it does not remove. */
    @Test
    void assetsThatTheCallerDoesNotSeeStay() {
        UUID area = records.area(facility, "Hall", first, far);
        Caller limited = caller.withRestrictions(Places.facilities(facility));
        assertThat(tags(limited.get("/physical-areas/" + area))).containsExactly("T-1");

        Answer replaced = limited.patch("/physical-areas/" + area, new JsonObject().put("cyberAssetIds", ids(second)));

        assertThat(tags(replaced)).containsExactly("T-2");
        assertThat(tags(caller.get("/physical-areas/" + area))).containsExactly("T-2", "T-3");
        assertThat(limited.patch("/physical-areas/" + area, new JsonObject().put("cyberAssetIds", ids(far)))
                        .object()
                        .getString("code"))
                .isEqualTo("reference_not_found");
    }

    private Answer create(UUID... assets) {
        return caller.post("/physical-areas", body(assets));
    }

    private JsonObject body(UUID... assets) {
        return Bodies.area("facilityId", facility, "Relay house").put("cyberAssetIds", ids(assets));
    }

    private UUID asset(UUID in, String tag) {
        return UUID.fromString(
                caller.post("/cyber-assets", Records.asset(in, tag)).object().getString("id"));
    }

    private static String removed(UUID asset) {
        return new JsonObject()
                .put("cyberAssetIds", new JsonObject().put("removed", ids(asset)))
                .encode();
    }

    private static JsonArray ids(UUID... ids) {
        return new JsonArray(List.of(ids).stream().map(UUID::toString).toList());
    }

    private static List<String> tags(Answer area) {
        assertThat(area.status()).as(area.body()).isLessThan(300);
        return area.object().getJsonArray("cyberAssets").stream()
                .map(asset -> ((JsonObject) asset).getString("assetTag"))
                .toList();
    }
}
