package com.raptorcomply.resources.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The next review is due so many days after the day of the approval, as the organization's clock shows it. */
class ReviewIsDueInTheZoneOfTheOrganizationTest {
    private final Documents organization = Documents.withSeniorManager();
    private final Caller caller = organization.caller();

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Pacific/Kiritimati", "Etc/GMT+12"})
    void afterTheInterval(String zone) {
        zone(zone);
        String path = organization.approved();

        JsonObject document = caller.get(path).object();
        LocalDate approved = LocalDate.ofInstant(Instant.parse(document.getString("approvedAt")), ZoneId.of(zone));
        assertThat(document.getString("nextReviewDate"))
                .isEqualTo(approved.plusDays(450).toString())
                .isEqualTo(caller.get(path + "/versions/1").object().getString("nextReviewDate"));
    }

    @Test
    void inUtcWhileTheZoneIsNotKnown() {
        zone("Mars/Olympus_Mons");
        JsonObject document = caller.get(organization.approved()).object();

        LocalDate approved = LocalDate.ofInstant(Instant.parse(document.getString("approvedAt")), ZoneOffset.UTC);
        assertThat(document.getString("nextReviewDate"))
                .isEqualTo(approved.plusDays(450).toString());
    }

    @Test
    void andStaysThatOfTheLatestVersionInADraft() {
        String path = organization.approved();
        String due = caller.get(path).object().getString("nextReviewDate");

        Documents.act(caller, path, "revert");
        caller.patch(path, new JsonObject().put("reviewIntervalDays", 30));
        assertThat(caller.get(path).object().getString("nextReviewDate")).isEqualTo(due);

        Documents.act(caller, path, "submit");
        Documents.act(organization.approver(), path, "approve");
        assertThat(caller.get(path).object().getString("nextReviewDate")).isLessThan(due);
        assertThat(caller.get("/policy-documents?status=approved&sort=nextReviewDate")
                        .array())
                .hasSize(1);
        assertThat(caller.get("/policy-documents?status=draft").array()).isEmpty();
    }

    private void zone(String zone) {
        organization
                .records()
                .executeAsOwner("INSERT INTO organization VALUES ('" + caller.organization() + "', 'n', 'active', '"
                        + zone + "')");
    }
}
