package com.raptorcomply.resources.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A caller sees and exports the training for its facilities, and changes only these facilities of an assignment. */
class TrainingIsExportedAndSeenByItsFacilitiesTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID here = records.facility("F-1");
    private final UUID there = records.facility("F-2");
    private final UUID ada = records.person("=cmd|'/c calc'!A0");
    private final UUID module = records.trainingModule("Awareness");
    private final Caller inside =
            caller.withRestrictions(new Stamp.Restriction(List.of(here), List.of(), List.of(), List.of()));

    private JsonObject assignment(UUID... facilities) {
        return new JsonObject()
                .put("userId", ada.toString())
                .put("trainingModuleId", module.toString())
                .put("dueDate", "2090-01-31")
                .put("facilityIds", ids(facilities));
    }

    private static JsonArray ids(UUID... ids) {
        return new JsonArray(List.of(ids).stream().map(UUID::toString).sorted().toList());
    }

    private static JsonObject facilities(UUID... ids) {
        return new JsonObject().put("facilityIds", ids(ids));
    }

    @Test
    void seenWithAnyOfThem() {
        String both =
                caller.post("/training-assignments", assignment(here, there)).header("Location");
        String other = caller.post("/training-assignments", assignment(there)).header("Location");
        caller.post("/training-assignments", assignment());

        assertThat(inside.get("/training-assignments").array()).hasSize(1);
        assertThat(inside.get(both).object().getJsonArray("facilityIds")).isEqualTo(ids(here));
        assertThat(caller.get(both).object().getJsonArray("facilityIds")).isEqualTo(ids(here, there));
        assertThat(inside.get(other).status()).isEqualTo(404);
        assertThat(inside.get(other + "/facilities").status()).isEqualTo(404);
        assertThat(inside.get(both + "/facilities").array()).hasSize(1);
        assertThat(caller.get(both + "/facilities").array())
                .map(facility -> ((JsonObject) facility).getString("facilityCode"))
                .containsExactly("F-1", "F-2");
        assertThat(caller.get("/training-assignments?facilityId=" + there).array())
                .hasSize(2);
        assertThat(inside.post("/training-assignments", assignment()).status()).isEqualTo(403);
        assertThat(inside.post("/training-assignments", assignment(there))
                        .object()
                        .getString("field"))
                .isEqualTo("facilityIds[0]");
        assertThat(inside.post("/training-assignments", assignment(here)).status())
                .isEqualTo(201);
    }

    @Test
    void changedByThoseWhoSeeThem() {
        UUID new1 = records.facility("F-3");
        String path =
                caller.post("/training-assignments", assignment(here, there)).header("Location");

        assertThat(inside.put(path + "/facilities", facilities()).status()).isEqualTo(403);
        assertThat(inside.put(path + "/facilities", facilities(here, new1)).status())
                .isEqualTo(422);
        assertThat(inside.patch(path, new JsonObject().put("notes", "x")).status())
                .isEqualTo(200);
        assertThat(caller.get(path).object().getJsonArray("facilityIds")).isEqualTo(ids(here, there));
        Answer replaced = caller.put(path + "/facilities", facilities(here, new1));
        assertThat(replaced.object().getJsonArray("facilityIds")).isEqualTo(ids(here, new1));
        assertThat(caller.put(path + "/facilities", facilities(there), "If-Match", "\"stale\"")
                        .status())
                .isEqualTo(412);
        assertThat(caller.put(path + "/facilities", new JsonObject()).status()).isEqualTo(422);
    }

    @Test
    void exportedAsTextThatIsNoFormula() {
        caller.post("/training-assignments", assignment(here).put("notes", "-1, \"x\"\ny"));
        caller.post("/training-assignments", assignment(there).put("dueDate", "2090-02-01"));

        Answer csv = inside.get("/training-assignments/export");
        String[] lines = csv.body().split("\r\n", -1);
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"training-assignments.csv\"");
        assertThat(lines[0]).isEqualTo(String.join(",", TrainingCsv.COLUMNS));
        assertThat(lines).hasSize(3);
        assertThat(lines[1])
                .contains("," + ada + ",'=cmd|'/c calc'!A0,")
                .contains(",Awareness,CIP-004 R2,2090-01-31,assigned,,," + here + ",")
                .endsWith("\"'-1, \"\"x\"\"\ny\"");

        Answer json = caller.get("/training-assignments/export?format=json&dueTo=2090-01-31");
        assertThat(json.array()).hasSize(1);
        assertThat(json.array().getJsonObject(0))
                .isEqualTo(caller.get("/training-assignments").array().getJsonObject(0));
        assertThat(caller.get("/training-assignments/export?status=overdue")
                        .body()
                        .split("\r\n"))
                .hasSize(1);
        assertThat(caller.get("/training-assignments/export?format=xml").status())
                .isEqualTo(400);
        assertThat(caller.get("/training-assignments/export?limit=1").status()).isEqualTo(400);
    }
}
