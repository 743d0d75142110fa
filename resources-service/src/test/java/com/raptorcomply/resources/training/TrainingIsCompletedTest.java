package com.raptorcomply.resources.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Training is complete on a day, today or before where its organization is, and due again after its module's interval. */
class TrainingIsCompletedTest {
    private static final String EARLY = "Pacific/Kiritimati";
    private static final JsonObject NOW = new JsonObject();

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID ada = records.person("Ada Lovelace");
    private final String module = caller.post(
                    "/training-modules",
                    new JsonObject()
                            .put("title", "Awareness")
                            .put("description", "Phishing")
                            .put("cipStandard", "CIP-004 R2")
                            .put("completionIntervalDays", 450))
            .header("Location");
    private final JsonObject assignment = new JsonObject()
            .put("userId", ada.toString())
            .put("trainingModuleId", module.substring("/training-modules/".length()))
            .put("dueDate", "2020-01-01");
    private final String path = caller.post("/training-assignments", assignment).header("Location");

    @Test
    void today() {
        records.timeZone(EARLY);
        assertThat(caller.get(path).object().getMap())
                .containsEntry("status", "overdue")
                .containsEntry("userName", "Ada Lovelace")
                .containsEntry("trainingModuleTitle", "Awareness")
                .containsEntry("cipStandard", "CIP-004 R2");

        Answer completed = caller.post(path + "/complete", NOW);

        LocalDate today = LocalDate.parse(completed.object().getString("completedDate"));
        assertThat(today).isBetween(LocalDate.now(ZoneId.of(EARLY)).minusDays(1), LocalDate.now(ZoneId.of(EARLY)));
        assertThat(completed.object().getMap())
                .containsEntry("status", "complete")
                .containsEntry("nextDueDate", today.plusDays(450).toString());
        assertThat(
                        records.query(
                                "SELECT changes #>> '{completedDate,to}' FROM activity WHERE action = 'update' AND resource_type = 'training_assignment'"))
                .containsExactly(today.toString());
        assertThat(caller.post(path + "/complete", NOW).status()).isEqualTo(409);
    }

    @Test
    void asItWasRead() {
        String stale = caller.get(path).header("ETag");
        String current = caller.patch(path, new JsonObject().put("notes", "In the afternoon"))
                .header("ETag");

        assertThat(caller.post(path + "/complete", NOW, "If-Match", stale).status())
                .isEqualTo(412);
        assertThat(caller.post(path + "/complete", NOW, "If-Match", current).status())
                .isEqualTo(200);
    }

    @Test
    void onAnEarlierDay() {
        JsonObject before = new JsonObject().put("completedDate", "2026-02-28").put("notes", "Certificate 4711");
        Answer completed = caller.post(path + "/complete", before, "Idempotency-Key", "k");
        Answer again = caller.post(path + "/complete", before, "Idempotency-Key", "k");

        assertThat(completed.object().getMap())
                .containsEntry("completedDate", "2026-02-28")
                .containsEntry("nextDueDate", "2027-05-24")
                .containsEntry("notes", "Certificate 4711");
        assertThat(again.body()).isEqualTo(completed.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void onNoLaterDayAndNotOnceWaived() {
        String later = LocalDate.now(ZoneId.of(EARLY)).plusDays(1).toString();
        assertThat(caller.post(path + "/complete", new JsonObject().put("completedDate", later))
                        .object()
                        .getString("field"))
                .isEqualTo("completedDate");
        assertThat(caller.patch(path, new JsonObject().put("completedDate", "2026-02-28"))
                        .status())
                .isEqualTo(422);
        assertThat(caller.patch(path, new JsonObject().put("status", "waived")).status())
                .isEqualTo(200);
        assertThat(caller.post(path + "/complete", NOW).status()).isEqualTo(409);
        assertThat(caller.get(path).object().getMap())
                .containsEntry("status", "waived")
                .doesNotContainKey("completedDate");
    }

    @Test
    void andBegunAgain() {
        caller.post(path + "/complete", new JsonObject().put("completedDate", "2026-02-28"));
        JsonObject again = new JsonObject()
                .put("status", "in_progress")
                .putNull("completedDate")
                .put("dueDate", "2090-01-01");

        assertThat(caller.patch(path, again).object().getMap())
                .containsEntry("status", "in_progress")
                .doesNotContainKey("completedDate")
                .doesNotContainKey("nextDueDate");
    }

    @Test
    void whileItsModuleStays() {
        caller.post("/training-assignments", assignment);
        Answer refused = caller.delete(module);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.message()).isEqualTo("The record has 2 training assignments");
        assertThat(refused.object().getJsonObject("dependants").getInteger("trainingAssignments"))
                .isEqualTo(2);
        assertThat(caller.get(module + "/training-assignments").array()).hasSize(2);
        caller.get("/training-assignments")
                .array()
                .forEach(each -> caller.delete("/training-assignments/" + ((JsonObject) each).getString("id")));
        assertThat(caller.delete(module).status()).isEqualTo(204);
    }

    @Test
    void onlyAtAnAddressThatABrowserMayFollow() {
        for (String address : new String[] {
            "javascript:alert(1)", "ftp://lms.example.com", "lms.example.com", "https://", "https:// a"
        }) {
            assertThat(caller.patch(module, new JsonObject().put("externalModuleUrl", address))
                            .object()
                            .getString("field"))
                    .as(address)
                    .isEqualTo("externalModuleUrl");
        }
        assertThat(caller.patch(module, new JsonObject().put("externalModuleUrl", "https://lms.example.com/m?id=1"))
                        .status())
                .isEqualTo(200);
    }
}
