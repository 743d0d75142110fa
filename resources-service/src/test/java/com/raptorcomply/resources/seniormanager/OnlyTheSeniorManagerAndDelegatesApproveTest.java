package com.raptorcomply.resources.seniormanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.policy.Documents;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An approval is by the CIP Senior Manager of the day, or by a person with a written delegation that is in force. */
class OnlyTheSeniorManagerAndDelegatesApproveTest {
    private static final String ASSIGNMENTS = "/cip-senior-manager-assignments";
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    private final Documents organization = Documents.withoutSeniorManager();
    private final Caller caller = organization.caller();
    private final UUID ada = organization.records().person("Ada");
    private final UUID ben = organization.records().person("Ben");

    @Test
    void nobodyWhileNoneIsAssigned() {
        Answer refused = approve(ada);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.message()).isEqualTo("No CIP Senior Manager is assigned");
        assertThat(caller.get(ASSIGNMENTS + "/current").status()).isEqualTo(404);
    }

    @Test
    void theOneOfTheDay() {
        organization.assign(ada, today.minusDays(10).toString());
        organization.assign(ben, today.plusDays(10).toString());
        assertThat(approve(ada).status()).isEqualTo(200);
        assertThat(approve(ben).status()).isEqualTo(403);

        organization.assign(ben, today.toString());
        assertThat(approve(ada).status()).isEqualTo(403);
        assertThat(approve(ben).status()).isEqualTo(200);
        JsonObject current = caller.get(ASSIGNMENTS + "/current").object();
        assertThat(current.getString("userId")).isEqualTo(ben.toString());
        assertThat(current.getString("effectiveDate")).isEqualTo(today.toString());
    }

    @Test
    void nobodyAfterTheLatestAssignmentHasEnded() {
        organization.assign(ada, today.minusDays(30).toString());
        String latest = organization.assign(ben, today.minusDays(10).toString());

        assertThat(end(latest, today.toString()).status()).isEqualTo(200);
        assertThat(approve(ben).status()).isEqualTo(200);
        end(latest, today.minusDays(1).toString());
        assertThat(approve(ben).status()).isEqualTo(409);
        assertThat(approve(ada).status()).isEqualTo(409);
        assertThat(caller.get(ASSIGNMENTS + "/current").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"-5, , 200", "0, 0, 200", "-5, 5, 200", "1, , 403", "-5, -1, 403"})
    void delegateOnTheDaysOfTheDelegation(int from, Integer until, int status) {
        String assignment = organization.assign(ada, "2020-01-01");
        JsonObject delegation = delegation(ben).put("from", today.plusDays(from).toString());
        if (until != null) {
            delegation.put("until", today.plusDays(until).toString());
        }
        delegate(assignment, delegation);

        assertThat(approve(ben).status()).isEqualTo(status);
        assertThat(approve(organization.records().person("Cleo")).status()).isEqualTo(403);
    }

    @Test
    void delegateAlsoAfterAChangeOfTheSeniorManager() {
        delegate(organization.assign(ada, "2020-01-01"), delegation(ben));
        organization.assign(organization.records().person("Cleo"), today.toString());

        assertThat(approve(ben).status()).isEqualTo(200);
        assertThat(approve(ada).status()).isEqualTo(403);
    }

    @Test
    void delegationThatIsTakenBackIsLoggedWithItsDates() {
        String assignment = organization.assign(ada, "2020-01-01");
        delegate(assignment, delegation(ben));
        caller.patch(assignment, new JsonObject().putNull("delegations"));

        assertThat(approve(ben).status()).isEqualTo(403);
        assertThat(organization
                        .records()
                        .query("SELECT changes -> 'delegations' -> 'from' -> 0 ->> 'from' FROM activity"
                                + " WHERE resource_type = 'senior_manager_assignment' ORDER BY link DESC LIMIT 1"))
                .containsExactly("2026-01-01");
    }

    @Test
    void faultyDatesAndPeopleAreRefused() {
        String assignment = organization.assign(ada, "2020-01-01");

        assertRefused(end(assignment, "2019-12-31"), "endDate", "invalid_value");
        assertRefused(delegate(assignment, delegation(ben).put("until", "2025-12-31")), "delegations", "invalid_value");
        assertRefused(
                delegate(assignment, delegation(ben), delegation(UUID.randomUUID())),
                "delegations[1].userId",
                "reference_not_found");
        assertThat(caller.post(
                                ASSIGNMENTS,
                                new JsonObject().put("userId", ben.toString()).put("effectiveDate", "2020-01-01"))
                        .status())
                .isEqualTo(409);
        assertThat(caller.get(assignment).object().containsKey("delegations")).isFalse();
    }

    @Test
    void assignmentIsOfItsOrganizationAndPermission() {
        String assignment = organization.assign(ada, "2020-01-01");
        Caller stranger = Documents.withoutSeniorManager().caller();

        assertThat(stranger.get(assignment).status()).isEqualTo(404);
        assertThat(stranger.get(ASSIGNMENTS + "/current").status()).isEqualTo(404);
        assertThat(endOf(stranger, assignment).status()).isEqualTo(404);
        Caller reader = caller.withPermissions("cip-senior-managers:read");
        assertThat(reader.get(ASSIGNMENTS).array()).hasSize(1);
        assertThat(endOf(reader, assignment).status()).isEqualTo(403);
    }

    private Answer approve(UUID person) {
        String path = organization.draft();
        caller.send("POST", path + "/submit", "");
        return caller.ownedBy(person).send("POST", path + "/approve", "");
    }

    private Answer end(String assignment, String date) {
        return caller.patch(assignment, new JsonObject().put("endDate", date));
    }

    private static Answer endOf(Caller other, String assignment) {
        return other.patch(assignment, new JsonObject().put("endDate", "2030-01-01"));
    }

    private Answer delegate(String assignment, JsonObject... delegations) {
        return caller.patch(assignment, new JsonObject().put("delegations", JsonArray.of((Object[]) delegations)));
    }

    private static JsonObject delegation(UUID person) {
        return new JsonObject()
                .put("userId", person.toString())
                .put("actions", "Approval of plans")
                .put("from", "2026-01-01")
                .put("reference", "DEL-1");
    }

    private static void assertRefused(Answer answer, String field, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.object().getString("field")).isEqualTo(field);
        assertThat(answer.object().getString("code")).isEqualTo(code);
    }
}
