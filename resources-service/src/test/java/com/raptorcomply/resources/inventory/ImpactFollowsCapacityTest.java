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
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A preview rates a control center by criterion 2.11 of CIP-002 attachment 1, exactly, and stores nothing. */
class ImpactFollowsCapacityTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID center = records.controlCenter("CC-1");
    private int made;

    @Test
    void justBelowTheThresholdIsLow() {
        plant("1499.999999", "eastern", center);

        assertLevel(new JsonObject(), "low", null);
    }

    @Test
    void thresholdIsMedium() {
        plant("1499.999999", "eastern", center);
        plant("0.000001", "eastern", center);

        assertLevel(new JsonObject(), "medium", "eastern");
    }

    @Test
    void interconnectionsAreNotAddedUp() {
        plant("900", "eastern", center);
        plant("900", "western", center);

        JsonObject preview = assertLevel(new JsonObject(), "low", null);
        assertThat(capacity(preview, "eastern", "currentMw")).isEqualTo("900");
        assertThat(capacity(preview, "western", "afterMw")).isEqualTo("900");
        assertThat(capacity(preview, "ercot", "afterMw")).isEqualTo("0");
        assertThat(capacity(preview, "québec", "status")).isEqualTo("below");
    }

    @Test
    void transmissionIsNotCountedAndGenerationOutsideOfTheBulkElectricSystemIs() {
        create(Bodies.facilityOf(center, "T-1")
                .put("facilityType", "transmission")
                .put("capacityMw", "9000"));
        assertLevel(new JsonObject(), "low", null);

        create(Bodies.facilityOf(center, "T-2").put("bes", false).put("capacityMw", "1500"));
        assertLevel(new JsonObject(), "medium", "eastern");
    }

    @Test
    void highStaysHigh() {
        caller.patch("/control-centers/" + center, new JsonObject().put("impactLevel", "high"));
        plant("1", "eastern", center);

        JsonObject preview = preview(new JsonObject()).object();

        assertThat(preview.getString("newImpactLevel")).isEqualTo("high");
        assertThat(preview.getBoolean("willChange")).isFalse();
    }

    @Test
    void addition() {
        plant("900", "eastern", center);
        UUID other = plant("600", "eastern", null);

        JsonObject preview = assertLevel(new JsonObject().put("add", ids(other)), "medium", "eastern");

        assertThat(preview.getString("currentImpactLevel")).isEqualTo("low");
        assertThat(preview.getBoolean("willChange")).isTrue();
        assertThat(capacity(preview, "eastern", "currentMw")).isEqualTo("900");
        assertThat(capacity(preview, "eastern", "afterMw")).isEqualTo("1500");
        assertThat(capacity(preview, "eastern", "status")).isEqualTo("reached");
        assertThat(preview.getString("thresholdCapacityMw")).isEqualTo("1500");
        assertThat(preview.getString("reason")).contains("criterion 2.11").contains("1500 MW");
    }

    @Test
    void removal() {
        UUID large = plant("1500", "western", center);
        plant("10.25", "western", center);

        JsonObject preview = assertLevel(new JsonObject().put("remove", ids(large)), "low", null);

        assertThat(capacity(preview, "western", "currentMw")).isEqualTo("1510.25");
        assertThat(capacity(preview, "western", "afterMw")).isEqualTo("10.25");
    }

    @Test
    void changeOfCapacityTypeOrInterconnection() {
        UUID plant = plant("900", "eastern", center);
        plant("900", "western", center);

        assertLevel(update(plant, Map.of("capacityMw", "1500")), "medium", "eastern");
        assertLevel(update(plant, Map.of("interconnection", "western")), "medium", "western");
        assertLevel(update(plant, Map.of("capacityMw", "9999", "facilityType", "distribution")), "low", null);
    }

    @Test
    void allAtOnce() {
        UUID removed = plant("1500", "ercot", center);
        UUID changed = plant("700", "québec", center);
        UUID added = plant("800", "eastern", null);
        JsonObject changes = update(changed, Map.of("capacityMw", "700.5"))
                .put("add", ids(added))
                .put("remove", ids(removed));
        changes.getJsonArray("update")
                .add(new JsonObject().put("id", added.toString()).put("interconnection", "québec"));

        JsonObject preview = assertLevel(changes, "medium", "québec");

        assertThat(capacity(preview, "québec", "currentMw")).isEqualTo("700");
        assertThat(capacity(preview, "québec", "afterMw")).isEqualTo("1500.5");
        assertThat(capacity(preview, "ercot", "afterMw")).isEqualTo("0");
    }

    @Test
    void greatestInterconnectionIsNamed() {
        plant("1600", "eastern", center);
        plant("1700", "western", center);

        assertLevel(new JsonObject(), "medium", "western");
    }

    @Test
    void unknownFacilityIsNamed() {
        UUID mine = plant("1", "eastern", center);
        UUID foreign = UUID.fromString(Caller.ofNewOrganization()
                .post("/facilities", Bodies.facility("F-9"))
                .object()
                .getString("id"));

        Answer refused = preview(update(foreign, Map.of()).put("add", ids(mine, UUID.randomUUID())));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.object().getString("code")).isEqualTo("reference_not_found");
        assertThat(fields(refused)).containsExactly("add[1]", "update[0].id");
    }

    @Test
    void facilityOfAnotherCenterIsNeitherRemovedNorChanged() {
        UUID other = plant("1", "eastern", null);
        UUID mine = plant("1", "eastern", center);

        assertThat(fields(preview(new JsonObject().put("remove", ids(other))))).containsExactly("remove[0]");
        assertThat(fields(preview(update(other, Map.of())))).containsExactly("update[0].id");
        assertThat(fields(preview(new JsonObject().put("add", ids(other)).put("remove", ids(other, mine)))))
                .containsExactly("remove[0]");
    }

    @Test
    void badBodies() {
        assertThat(fields(preview(new JsonObject().put("add", "x").put("more", 1))))
                .containsExactly("more", "add");
        assertThat(fields(preview(update(center, Map.of("capacityMw", "-1", "interconnection", "mars")))))
                .containsExactly("update[0].capacityMw", "update[0].interconnection");
        assertThat(preview(new JsonObject().put("update", new JsonArray().add(new JsonObject())))
                        .object()
                        .getString("field"))
                .isEqualTo("update[0].id");
    }

    @Test
    void nothingIsStored() {
        UUID plant = plant("900", "eastern", center);
        UUID other = plant("900", "eastern", null);
        String before = caller.get("/facilities").body()
                + caller.get("/control-centers").body();

        preview(update(plant, Map.of("capacityMw", "1")).put("add", ids(other)));

        assertThat(caller.get("/facilities").body()
                        + caller.get("/control-centers").body())
                .isEqualTo(before);
    }

    @Test
    void centerThatTheCallerDoesNotSeeIsMissing() {
        UUID facility = plant("900", "eastern", center);

        assertThat(caller.withRestrictions(Places.facilities(facility))
                        .post("/control-centers/" + center + "/preview-impact", new JsonObject())
                        .status())
                .isEqualTo(404);
        assertThat(Caller.ofNewOrganization()
                        .post("/control-centers/" + center + "/preview-impact", new JsonObject())
                        .status())
                .isEqualTo(404);
    }

    private JsonObject assertLevel(JsonObject changes, String level, @Nullable String interconnection) {
        caller.patch("/control-centers/" + center, new JsonObject().put("impactLevel", "low"));
        Answer answer = preview(changes);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.object().getString("newImpactLevel"))
                .as(answer.body())
                .isEqualTo(level);
        assertThat(answer.object().getString("thresholdInterconnection")).isEqualTo(interconnection);
        return answer.object();
    }

    private Answer preview(JsonObject changes) {
        return caller.post("/control-centers/" + center + "/preview-impact", changes);
    }

    private UUID plant(String megawatts, String interconnection, @Nullable UUID controlCenter) {
        JsonObject body =
                Bodies.facility("P-" + made++).put("capacityMw", megawatts).put("interconnection", interconnection);
        return create(controlCenter == null ? body : body.put("controlCenterId", controlCenter.toString()));
    }

    private UUID create(JsonObject body) {
        Answer created = caller.post("/facilities", body);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return UUID.fromString(created.object().getString("id"));
    }

    private static JsonObject update(UUID facility, Map<String, Object> changes) {
        JsonObject item = new JsonObject().put("id", facility.toString()).mergeIn(new JsonObject(changes));
        return new JsonObject().put("update", new JsonArray().add(item));
    }

    private static JsonArray ids(UUID... ids) {
        return new JsonArray(List.of(ids).stream().map(UUID::toString).toList());
    }

    private static String capacity(JsonObject preview, String interconnection, String member) {
        return preview.getJsonObject("capacityBreakdown")
                .getJsonObject(interconnection)
                .getString(member);
    }

    private static List<String> fields(Answer refused) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        return refused.object().getJsonArray("errors").stream()
                .map(error -> ((JsonObject) error).getString("field"))
                .toList();
    }
}
