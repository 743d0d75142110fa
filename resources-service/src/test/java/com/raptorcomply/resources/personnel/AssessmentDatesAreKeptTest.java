package com.raptorcomply.resources.personnel;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a user's personnel risk assessment the service keeps the dates: the next one is due within seven years (CIP-004 R3). */
class AssessmentDatesAreKeptTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final String path = "/users/" + records.person("Ada") + "/personnel-risk-assessment";

    @Test
    void andReplacedByTheNextOnes() {
        assertThat(caller.get(path).status()).isEqualTo(404);

        Answer first = caller.put(path, dates("2024-02-29", null));
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.object().getString("nextDueDate")).isEqualTo("2031-02-28");
        assertThat(caller.get(path).body()).isEqualTo(first.body());

        Answer next = caller.put(path, dates("2026-01-05", "2030-01-05"), "If-Match", first.header("ETag"));
        assertThat(next.status()).as(next.body()).isEqualTo(200);
        assertThat(next.object().getString("assessmentDate")).isEqualTo("2026-01-05");
        assertThat(next.object().getString("createdAt"))
                .isEqualTo(first.object().getString("createdAt"));
        assertThat(caller.get(path, "If-None-Match", next.header("ETag")).status())
                .isEqualTo(304);
    }

    @Test
    void unchangedByTheSameDatesAgain() {
        caller.put(path, dates("2026-01-05", "2030-01-05"));
        Answer before = caller.get(path);

        assertThat(caller.put(path, dates("2026-01-05", "2030-01-05")).body()).isEqualTo(before.body());
        caller.put(path, dates("2026-01-05", "2031-01-05"));
        assertThat(records.query("SELECT action || ' ' || changes::text FROM activity"
                        + " WHERE resource_type = 'personnel_risk_assessment' ORDER BY link"))
                .satisfiesExactly(
                        made -> assertThat(made).startsWith("create ").contains("\"userId\""),
                        changed -> assertThat(changed)
                                .isEqualTo("update {\"nextDueDate\":{\"from\":\"2030-01-05\",\"to\":\"2031-01-05\"}}"));
    }

    @ParameterizedTest
    @CsvSource({
        "2020-02-29, 2027-02-28, 201",
        "2020-02-29, 2027-03-01, 422",
        "2020-02-28, 2027-02-28, 201",
        "2020-02-28, 2020-02-28, 422",
        "2020-02-28, 2019-02-28, 422"
    })
    void withinSevenYears(String assessed, String due, int status) {
        Answer answer = caller.put(path, dates(assessed, due));

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (status == 422) {
            assertThat(answer.object().getString("field")).isEqualTo("nextDueDate");
        }
    }

    @Test
    void notBeforeTheyHaveCome() {
        Answer refused =
                caller.put(path, dates(LocalDate.now(ZoneOffset.UTC).plusDays(2).toString(), null));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.object().getString("field")).isEqualTo("assessmentDate");
    }

    @Test
    void andNothingElse() {
        Answer refused = caller.put(path, dates("2026-01-05", null).put("result", "passed"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.object().getString("code")).isEqualTo("unknown_field");
        assertThat(caller.put(path, dates("2026-01-05", null), "If-Match", "*").status())
                .isEqualTo(412);
    }

    @Test
    void ofUsersOfTheOrganizationOnly() {
        caller.put(path, dates("2026-01-05", null));
        Caller stranger = Caller.ofNewOrganization();

        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.put(path, dates("2026-01-05", null)).status()).isEqualTo(404);
        String nobody = "/users/" + UUID.randomUUID() + "/personnel-risk-assessment";
        assertThat(caller.put(nobody, dates("2026-01-05", null)).status()).isEqualTo(404);
        assertThat(caller.get("/users/x/personnel-risk-assessment").status()).isEqualTo(404);
    }

    private static JsonObject dates(String assessed, @org.jspecify.annotations.Nullable String due) {
        JsonObject dates = new JsonObject().put("assessmentDate", assessed);
        return due == null ? dates : dates.put("nextDueDate", due);
    }
}
