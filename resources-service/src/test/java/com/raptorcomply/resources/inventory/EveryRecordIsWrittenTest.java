package com.raptorcomply.resources.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Bodies;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of every kind are created, changed, replaced and deleted; nothing of another organization can be. */
class EveryRecordIsWrittenTest {
    private static final Caller CALLER = Caller.ofNewOrganization();
    private static final Records RECORDS = Records.of(CALLER);
    private static final UUID FACILITY = RECORDS.facility("F-0");

    /** Returns path, body, the field of its name and the field of its code. */
    static Stream<Arguments> kinds() {
        return Stream.of(
                kind("/facilities", Bodies.facility("F-1"), "title", "facilityCode"),
                kind("/control-centers", Bodies.controlCenter("C-1"), "centerTitle", "centerCode"),
                kind("/cyber-systems", Bodies.system("facilityId", FACILITY, "S-1"), "systemTitle", "systemCode"),
                kind("/physical-areas", Bodies.area("facilityId", FACILITY, "A-1"), "name", "name"));
    }

    private static Arguments kind(String path, JsonObject body, String name, String code) {
        return Arguments.of(Named.of(path, path), body, name, code);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void fromCreationToDeletion(String path, JsonObject template, String name, String code) {
        JsonObject body = template.copy().put(code, "Life");
        Answer created = CALLER.post(path, body, "Idempotency-Key", path);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String record = created.header("Location");
        assertThat(record).isEqualTo(path + "/" + created.object().getString("id"));
        assertThat(created.object().copy().mergeIn(body)).isEqualTo(created.object());
        assertThat(CALLER.get(record).body()).isEqualTo(created.body());
        assertThat(CALLER.post(path, body, "Idempotency-Key", path).body()).isEqualTo(created.body());

        Answer patched = CALLER.patch(record, new JsonObject().put(name, "Other"), "If-Match", created.header("ETag"));
        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        assertThat(patched.object().getString(name)).isEqualTo("Other");
        assertThat(CALLER.put(record, body, "If-Match", created.header("ETag")).status())
                .isEqualTo(412);
        Answer replaced = CALLER.put(record, body, "If-Match", patched.header("ETag"));
        assertThat(replaced.object().copy().mergeIn(body)).isEqualTo(replaced.object());
        assertThat(CALLER.put(record, replaced.object()).body()).isEqualTo(replaced.body());

        assertThat(CALLER.delete(record, "If-Match", replaced.header("ETag")).status())
                .isEqualTo(204);
        assertThat(CALLER.get(record).status()).isEqualTo(404);
        assertThat(CALLER.patch(record, new JsonObject()).status()).isEqualTo(404);
        assertThat(CALLER.delete(record).status()).isEqualTo(404);
        assertThat(CALLER.post(path, body).status())
                .as("its code is free again")
                .isEqualTo(201);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void codeOfAnotherRecordIsTaken(String path, JsonObject template, String name, String code) {
        JsonObject body = template.copy().put(code, "Taken");
        assertThat(CALLER.post(path, body).status()).isEqualTo(201);

        Answer refused = CALLER.post(path, body);
        Answer other = CALLER.post(path, body.copy().put(code, "Free"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.object().getString("field")).isEqualTo(code);
        assertThat(CALLER.patch(other.header("Location"), new JsonObject().put(code, "Taken"))
                        .status())
                .isEqualTo(409);
        assertThat(CALLER.patch(other.header("Location"), new JsonObject().put(code, "Taken "))
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void recordOfAnotherOrganizationIsMissing(String path, JsonObject template, String name, String code) {
        Caller stranger = Caller.ofNewOrganization();
        String record = CALLER.post(path, template.copy().put(code, "Mine")).header("Location");

        assertThat(stranger.patch(record, new JsonObject().put(name, "x")).status())
                .isEqualTo(404);
        assertThat(stranger.put(record, template).status()).isEqualTo(404);
        assertThat(stranger.delete(record).status()).isEqualTo(404);
        assertThat(CALLER.get(record).status()).isEqualTo(200);
    }

    @Test
    void referenceToAForeignOrDeletedRecordIsRefused() {
        Caller stranger = Caller.ofNewOrganization();
        UUID center = RECORDS.controlCenter("C-9");
        CALLER.delete("/control-centers/" + center);

        assertDangling(stranger.post("/cyber-systems", Bodies.system("facilityId", FACILITY, "S-1")), "facilityId");
        assertDangling(stranger.post("/physical-areas", Bodies.area("facilityId", FACILITY, "A-1")), "facilityId");
        assertDangling(CALLER.post("/facilities", Bodies.facilityOf(center, "F-9")), "controlCenterId");
        assertDangling(
                CALLER.patch("/facilities/" + FACILITY, new JsonObject().put("controlCenterId", center.toString())),
                "controlCenterId");
    }

    @Test
    void onePlaceIsNeeded() {
        UUID center = RECORDS.controlCenter("C-8");
        JsonObject both = Bodies.system("facilityId", FACILITY, "S-8").put("controlCenterId", center.toString());
        JsonObject none = Bodies.system("facilityId", FACILITY, "S-8").putNull("facilityId");

        assertThat(CALLER.post("/cyber-systems", both).status()).isEqualTo(422);
        assertThat(CALLER.post("/cyber-systems", none).status()).isEqualTo(422);
    }

    private static void assertDangling(Answer refused, String field) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.object().getMap())
                .containsEntry("code", "reference_not_found")
                .containsEntry("field", field);
    }
}
