package com.raptorcomply.resources.due;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.tenancy.Places;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list has everything that is due by a date, in its order, by the intervals of the organization. */
class DueListShowsWhatIsDueTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID ada = records.person("Ada");
    private final UUID here = records.facility("F-1");
    private final UUID there = records.facility("F-2");
    private final UUID system = records.systemIn("facility_id", here, "S-1");
    private final UUID module = records.trainingModule("Awareness");

    @BeforeEach
    void fill() {
        records.controlCenter("CC-1");
        records.execute(
                "UPDATE cyber_system SET last_audit_date = '2026-01-10', last_vulnerability_assessment = '2026-02-11'");
        caller.post(
                "/cyber-assets",
                Records.asset(system, "T-1").put("lastPatchDate", "2026-11-01").put("lastAuditDate", "2026-03-03"));
        caller.post(
                "/cyber-assets",
                Records.asset(system, "T-2").put("lastPatchDate", "2026-10-01").put("inService", false));
        String done = "/training-assignments/" + records.training(here, ada, module);
        caller.post(done + "/complete", new JsonObject().put("completedDate", "2026-11-01"));
        records.training(there, ada, records.trainingModule("Visitors"));
        records.task(here, "Review access");
    }

    private static List<String> lines(Answer answer) {
        return answer.array().stream()
                .map(JsonObject.class::cast)
                .map(item -> String.join(
                        " ",
                        item.getString("dueDate"),
                        item.getString("kind"),
                        String.valueOf(item.getString("clause")),
                        item.getString("title")))
                .toList();
    }

    @Test
    void inTheOrderOfItsDates() {
        assertThat(lines(caller.get("/due?before=2028-12-31")))
                .containsExactly(
                        "2026-12-06 patch CIP-007 R2 Historian T-1",
                        "2026-12-31 training CIP-004 R2 Visitors",
                        "2026-12-31 task null Review access",
                        "2027-04-30 system_audit CIP-002 R2 Plant SCADA",
                        "2027-05-31 vulnerability_assessment CIP-010 R3 Plant SCADA",
                        "2027-05-31 recovery_test CIP-009 R2 Primary",
                        "2027-06-30 asset_audit CIP-002 R2 Historian T-1",
                        "2027-06-30 incident_response_test CIP-008 R2 Primary",
                        "2027-07-31 facility_review CIP-002 R2 Rugby Wind",
                        "2027-07-31 facility_review CIP-002 R2 Rugby Wind",
                        "2027-07-31 control_center_review CIP-002 R2 Primary",
                        "2028-01-25 training CIP-004 R2 Awareness");
        assertThat(lines(caller.get("/due?before=2026-12-30"))).hasSize(1);
        JsonObject patch =
                caller.get("/due?before=2026-12-31&kind=patch").array().getJsonObject(0);
        assertThat(patch.getJsonObject("interval"))
                .isEqualTo(new JsonObject().put("amount", 35).put("unit", "days"));
        assertThat(patch.getString("facilityId")).isEqualTo(here.toString());
        assertThat(patch.getString("resourceType")).isEqualTo("cyber_asset");
        assertThat(caller.get("/cyber-assets/" + patch.getString("resourceId")).status())
                .isEqualTo(200);
    }

    @Test
    void sinceTheRecordWasAddedIfNeverDone() {
        records.systemIn("facility_id", there, "S-2");
        caller.post("/cyber-assets", Records.asset(system, "T-3").put("baselineDocumented", false));
        LocalDate added = LocalDate.parse(caller.get("/cyber-assets?assetTag=T-3")
                .array()
                .getJsonObject(0)
                .getString("createdAt")
                .substring(0, 10));

        assertThat(lines(caller.get("/due?before=2099-12-31")))
                .contains(
                        added.plusDays(35) + " patch CIP-007 R2 Historian T-3",
                        added.plusDays(35) + " baseline CIP-010 R1 Historian T-3");
        assertThat(lines(caller.get("/due?before=2099-12-31&facilityId=" + there)))
                .contains(Kind.VULNERABILITY_ASSESSMENT.interval().due(added)
                        + " vulnerability_assessment CIP-010 R3 Plant SCADA");
    }

    /** The days on which clocks change have 23, 23.5, 24.5 or 25 hours. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08T04:59:59.999Z, 2026-03-07",
        "America/New_York, 2026-03-08T05:00:00Z, 2026-03-08",
        "America/New_York, 2026-03-09T03:59:59.999Z, 2026-03-08",
        "America/New_York, 2026-11-01T03:59:59.999Z, 2026-10-31",
        "America/New_York, 2026-11-02T04:59:59.999Z, 2026-11-01",
        "Australia/Lord_Howe, 2026-04-04T13:00:00Z, 2026-04-05",
        "Australia/Lord_Howe, 2026-04-05T13:29:59.999Z, 2026-04-05",
        "Pacific/Apia, 2026-01-31T11:00:00Z, 2026-02-01",
        "Pacific/Apia, 2025-12-31T10:59:59.999Z, 2025-12-31",
        "America/Los_Angeles, 2024-03-01T07:59:59.999Z, 2024-02-29",
    })
    void sinceTheDayThatItWasForTheOrganization(String zone, String added, LocalDate day) {
        records.timeZone(zone);
        records.systemIn("facility_id", there, "S-2");
        records.execute("UPDATE cyber_system SET created_at = '" + added + "' WHERE system_code = 'S-2'");
        LocalDate due = Kind.VULNERABILITY_ASSESSMENT.interval().due(day);
        String list = "/due?facilityId=" + there + "&kind=vulnerability_assessment&before=";

        assertThat(lines(caller.get(list + due)))
                .containsExactly(due + " vulnerability_assessment CIP-010 R3 Plant SCADA");
        assertThat(lines(caller.get(list + due.minusDays(1)))).isEmpty();
    }

    @Test
    void pageByPage() {
        for (int i = 0; i < 5; i++) {
            records.task(here, "Task " + i);
            caller.post("/cyber-assets", Records.asset(system, "P-" + i).put("lastPatchDate", "2026-11-26"));
        }
        String list = "/due?before=2028-12-31";
        List<Object> whole = caller.get(list + "&limit=1000").array().stream().toList();
        assertThat(whole).hasSize(22);
        for (int limit : new int[] {1, 3, 7, 22}) {
            List<Object> found = new ArrayList<>();
            String next = list + "&limit=" + limit;
            while (!next.isEmpty() && found.size() <= whole.size()) {
                Answer page = caller.get(next);
                assertThat(page.array().size()).isBetween(1, limit);
                page.array().forEach(found::add);
                next = page.header("Link").replaceAll("^<|>.*", "");
            }
            assertThat(found).as("limit " + limit).isEqualTo(whole);
        }
        String cursor = caller.get(list + "&limit=1").header("Link").replaceAll(".*cursor=|>.*", "");
        assertThat(caller.get("/due?before=2028-12-30&cursor=" + cursor).status())
                .isEqualTo(400);
        assertThat(Caller.ofNewOrganization().get(list + "&cursor=" + cursor).status())
                .isEqualTo(400);
    }

    @Test
    void byTheIntervalsOfTheOrganization() {
        Caller admin =
                caller.withPermissions("organization:read", "organization:update", "tasks:read", "cyber-assets:read");
        JsonObject monthly =
                new JsonObject().put("kind", "patch").put("amount", 1).put("unit", "calendar_months");
        String path = admin.post("/due-intervals", monthly).header("Location");

        assertThat(lines(admin.get("/due?before=2028-12-31&kind=patch")))
                .containsExactly("2026-12-31 patch CIP-007 R2 Historian T-1");
        assertThat(admin.post("/due-intervals", monthly).status()).isEqualTo(409);
        admin.patch(path, new JsonObject().put("unit", "days"));
        assertThat(lines(admin.get("/due?before=2028-12-31&kind=patch")))
                .containsExactly("2026-11-02 patch CIP-007 R2 Historian T-1");
        admin.delete(path);
        assertThat(lines(admin.get("/due?before=2028-12-31&kind=patch")))
                .containsExactly("2026-12-06 patch CIP-007 R2 Historian T-1");
    }

    @Test
    void forAFacilityAPersonAndACaller() {
        String list = "/due?before=2028-12-31";
        assertThat(lines(caller.get(list + "&facilityId=" + there)))
                .containsExactly(
                        "2026-12-31 training CIP-004 R2 Visitors", "2027-07-31 facility_review CIP-002 R2 Rugby Wind");
        assertThat(lines(caller.get(list + "&facilityId=" + here))).hasSize(7);
        assertThat(lines(caller.get(list + "&personId=" + ada)))
                .containsExactly("2026-12-31 training CIP-004 R2 Visitors", "2028-01-25 training CIP-004 R2 Awareness");
        assertThat(lines(caller.withPermissions("tasks:read").get(list)))
                .containsExactly("2026-12-31 task null Review access");
        Caller outside =
                caller.withRestrictions(new Stamp.Restriction(List.of(there), List.of(), List.of(), List.of()));
        assertThat(lines(outside.get(list))).isEqualTo(lines(caller.get(list + "&facilityId=" + there)));
        assertThat(Caller.ofNewOrganization().get(list).body()).isEqualTo("[]");
    }

    @Test
    void withThePoliciesOfTheirOwners() {
        UUID policy = records.policyDocument(records.documentType("Plan"), ada);
        records.execute("UPDATE policy_document SET next_review_date = '2027-01-15' WHERE id = '" + policy + "'");

        assertThat(lines(caller.get("/due?before=2027-01-31&personId=" + ada)))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("2027-01-15 policy_review CIP-003 R1 ");
        assertThat(lines(caller.get("/due?before=2027-01-31&kind=policy_review&facilityId=" + here)))
                .isEmpty();
    }

    @Test
    void reviewsOfPolicyDocumentsAndAssessmentsOfUsers() {
        records.policyDocument(records.documentType("Plan"), ada);
        records.execute("UPDATE policy_document SET next_review_date = '2027-05-01'");
        caller.put(
                "/users/" + ada + "/personnel-risk-assessment", new JsonObject().put("assessmentDate", "2020-01-05"));

        assertThat(lines(caller.get("/due?before=2028-12-31&kind=policy_review")))
                .containsExactly("2027-05-01 policy_review CIP-003 R1 Recovery plan");
        assertThat(lines(caller.get("/due?before=2028-12-31&kind=risk_assessment")))
                .containsExactly("2027-01-05 risk_assessment CIP-004 R3 Ada");
        assertThat(lines(caller.get("/due?before=2027-12-31&personId=" + ada)))
                .contains(
                        "2027-05-01 policy_review CIP-003 R1 Recovery plan",
                        "2027-01-05 risk_assessment CIP-004 R3 Ada");
        records.executeAsOwner("UPDATE person SET deleted_at = now()");
        assertThat(lines(caller.get("/due?before=2028-12-31&kind=risk_assessment")))
                .isEmpty();
    }

    /** Training that is assigned again is due once. */
    @Test
    void onceIfItWasAssignedAgain() {
        String again = "/training-assignments/" + records.training(there, ada, module);
        assertThat(training(caller)).containsExactlyInAnyOrder("2026-12-31 Visitors", "2026-12-31 Awareness");

        caller.post(again + "/complete", new JsonObject().put("completedDate", "2026-11-11"));
        assertThat(training(caller)).containsExactly("2026-12-31 Visitors", "2028-02-04 Awareness");
        Caller restricted = caller.withRestrictions(Places.facilities(here));
        assertThat(training(restricted)).containsExactly("2028-01-25 Awareness");

        caller.patch(again, new JsonObject().put("userId", records.person("Ben").toString()));
        assertThat(training(caller))
                .containsExactly("2026-12-31 Visitors", "2028-01-25 Awareness", "2028-02-04 Awareness");
        caller.patch(again, new JsonObject().put("userId", ada.toString()));
        caller.delete(again);
        assertThat(training(caller)).containsExactly("2026-12-31 Visitors", "2028-01-25 Awareness");
        assertThat(records.query("SELECT action FROM activity WHERE resource_type = 'training_assignment' ORDER BY 1"))
                .containsExactly("delete", "update", "update", "update", "update");
    }

    private static List<String> training(Caller caller) {
        return lines(caller.get("/due?before=2028-12-31&kind=training")).stream()
                .map(line -> line.replace("training CIP-004 R2 ", ""))
                .toList();
    }
}
