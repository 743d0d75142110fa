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
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Facilities are assigned to a control center, and unassigned, all or none, as by a PATCH of each. */
class FacilitiesAreAssignedTogetherTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID center = records.controlCenter("CC-1");
    private final UUID other = records.controlCenter("CC-2");
    private final UUID free = records.facility("F-1");
    private final UUID here = records.facilityOf(center, "F-2");
    private final UUID there = records.facilityOf(other, "F-3");

    @Test
    void assigned() {
        Answer answer = assign(center, here, there, free);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.object())
                .isEqualTo(new JsonObject()
                        .put("controlCenterId", center.toString())
                        .put("changedFacilityIds", ids(there, free))
                        .put("unchangedFacilityIds", ids(here)));
        assertThat(Stream.of(free, here, there).map(this::centerOf)).containsOnly(center.toString());
        assertThat(changes()).containsExactlyInAnyOrder(entry(there, other, center), entry(free, null, center));
    }

    @Test
    void assignedAgainChangesNothing() {
        assign(center, free);
        String before = caller.get("/facilities/" + free).body();

        assertThat(assign(center, free).object().getJsonArray("unchangedFacilityIds"))
                .isEqualTo(ids(free));
        assertThat(caller.get("/facilities/" + free).body()).isEqualTo(before);
        assertThat(changes()).hasSize(1);
    }

    @Test
    void unassigned() {
        Answer answer = unassign(center, here, there, free);

        assertThat(answer.object().getJsonArray("changedFacilityIds")).isEqualTo(ids(here));
        assertThat(answer.object().getJsonArray("unchangedFacilityIds")).isEqualTo(ids(there, free));
        assertThat(centerOf(here)).isNull();
        assertThat(centerOf(there)).isEqualTo(other.toString());
        assertThat(changes()).containsExactly(entry(here, center, null));
    }

    @Test
    void patchIsTheSameAct() {
        caller.patch("/facilities/" + free, new JsonObject().put("controlCenterId", center.toString()));

        assertThat(changes()).containsExactly(entry(free, null, center));
        assertThat(assign(center, free).object().getJsonArray("unchangedFacilityIds"))
                .isEqualTo(ids(free));
    }

    @Test
    void eachUnknownFacilityIsNamedAndNoneIsAssigned() {
        UUID foreign = Records.of(Caller.ofNewOrganization()).facility("F-9");
        caller.delete("/facilities/" + there);

        Answer refused = assign(center, free, foreign, there, UUID.randomUUID());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.object().getJsonArray("errors").stream()
                        .map(error ->
                                ((JsonObject) error).getString("field") + " " + ((JsonObject) error).getString("code")))
                .containsExactly(
                        "facilityIds[1] reference_not_found",
                        "facilityIds[2] reference_not_found",
                        "facilityIds[3] reference_not_found");
        assertThat(centerOf(free)).isNull();
    }

    @Test
    void thousandAreTheMost() {
        UUID[] tooMany =
                IntStream.rangeClosed(0, 1000).mapToObj(i -> UUID.randomUUID()).toArray(UUID[]::new);

        assertThat(assign(center, tooMany).object().getString("code")).isEqualTo("too_long");
    }

    @Test
    void badBodies() {
        String path = "/control-centers/" + center + "/assign-facilities";
        assertThat(caller.post(path, new JsonObject()).object().getString("field"))
                .isEqualTo("facilityIds");
        assertThat(caller.post(path, new JsonObject().put("facilityIds", new JsonArray()))
                        .status())
                .isEqualTo(422);
        assertThat(assign(center, free, free).object().getString("field")).isEqualTo("facilityIds[1]");
        assertThat(caller.post(
                                path,
                                new JsonObject()
                                        .put(
                                                "facilityIds",
                                                new JsonArray().add("x").add(7)))
                        .object()
                        .getJsonArray("errors"))
                .hasSize(2);
        assertThat(caller.send("POST", path, "{", "Content-Type", "application/json")
                        .status())
                .isEqualTo(400);
        assertThat(caller.send("POST", path, "{}", "Content-Type", "text/plain").status())
                .isEqualTo(415);
        assertThat(assign(UUID.randomUUID(), free).status()).isEqualTo(404);
    }

    @Test
    void repeatedRequestIsAnsweredOnce() {
        JsonObject body = new JsonObject().put("facilityIds", ids(free));
        String path = "/control-centers/" + center + "/assign-facilities";
        Answer first = caller.post(path, body, "Idempotency-Key", "k-1");
        unassign(center, free);

        Answer again = caller.post(path, body, "Idempotency-Key", "k-1");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(centerOf(free)).isNull();
        assertThat(caller.post("/control-centers/" + center + "/unassign-facilities", body, "Idempotency-Key", "k-1")
                        .object()
                        .getString("code"))
                .isEqualTo("idempotency_key_reused");
    }

    @Test
    void restrictedCallerAssignsOnlyWhatItSees() {
        Caller limited = caller.withRestrictions(Places.controlCenters(center));

        assertThat(limited.post(path(center, "assign"), new JsonObject().put("facilityIds", ids(here, free)))
                        .object()
                        .getString("field"))
                .isEqualTo("facilityIds[1]");
        assertThat(limited.post(path(other, "assign"), new JsonObject().put("facilityIds", ids(here)))
                        .status())
                .isEqualTo(404);
    }

    /** The caller would lose the facility from its own sight, and give it to callers with other restrictions. */
    @Test
    void restrictedCallerDoesNotTakeAFacilityOutOfItsOwnSight() {
        Caller limited = caller.withRestrictions(Places.controlCenters(center));

        Answer refused = limited.post(path(center, "unassign"), new JsonObject().put("facilityIds", ids(here)));

        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.object().getString("code")).isEqualTo("restricted");
        assertThat(limited.patch("/facilities/" + here, new JsonObject().putNull("controlCenterId"))
                        .status())
                .isEqualTo(403);
        assertThat(centerOf(here)).isEqualTo(center.toString());
        assertThat(limited.post("/facilities", Bodies.facility("F-8")).status()).isEqualTo(403);
    }

    private Answer assign(UUID controlCenter, UUID... facilities) {
        return caller.post(path(controlCenter, "assign"), new JsonObject().put("facilityIds", ids(facilities)));
    }

    private Answer unassign(UUID controlCenter, UUID... facilities) {
        return caller.post(path(controlCenter, "unassign"), new JsonObject().put("facilityIds", ids(facilities)));
    }

    private static String path(UUID controlCenter, String act) {
        return "/control-centers/" + controlCenter + "/" + act + "-facilities";
    }

    private @Nullable String centerOf(UUID facility) {
        return caller.get("/facilities/" + facility).object().getString("controlCenterId");
    }

    private List<String> changes() {
        return records.query("SELECT resource_id || ' ' || changes FROM activity WHERE action = 'update'");
    }

    private static String entry(UUID facility, @Nullable UUID from, @Nullable UUID to) {
        JsonObject change = new JsonObject()
                .put("from", from == null ? null : from.toString())
                .put("to", to == null ? null : to.toString());
        return facility + " " + new JsonObject().put("controlCenterId", change).encode();
    }

    private static JsonArray ids(UUID... ids) {
        return new JsonArray(List.of(ids).stream().map(UUID::toString).toList());
    }
}
