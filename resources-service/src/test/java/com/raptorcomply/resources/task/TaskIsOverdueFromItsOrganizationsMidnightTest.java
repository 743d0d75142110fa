package com.raptorcomply.resources.task;

import static com.raptorcomply.resources.task.TaskBodies.listed;
import static com.raptorcomply.resources.task.TaskBodies.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A task is overdue from the first moment of the day after its due date, where its organization is. */
class TaskIsOverdueFromItsOrganizationsMidnightTest {
    /** Its day begins before that of {@link #LATE} ends, at any time. */
    private static final String EARLY = "Pacific/Kiritimati";

    private static final String LATE = "Etc/GMT+12";

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID ada = records.person("Ada");

    /** In Denver the clock goes forward on 8 March 2026, and back on 1 November. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-07, 2026-03-08T06:59:59.999Z, open",
        "2026-03-07, 2026-03-08T07:00:00.000Z, overdue",
        "2026-03-08, 2026-03-09T05:59:59.999Z, open",
        "2026-03-08, 2026-03-09T06:00:00.000Z, overdue",
        "2026-10-31, 2026-11-01T05:59:59.999Z, open",
        "2026-10-31, 2026-11-01T06:00:00.000Z, overdue",
        "2026-11-01, 2026-11-02T06:59:59.999Z, open",
        "2026-11-01, 2026-11-02T07:00:00.000Z, overdue"
    })
    void alsoWhereTheClockChanges(String dueDate, String time, String status) {
        records.timeZone("America/Denver");

        assertThat(records.query(
                        "SELECT due_status('open', date '" + dueDate + "', organization_date('" + time + "'))"))
                .containsExactly(status);
    }

    @Test
    void inReadsAndFilters() {
        records.timeZone(EARLY);
        String today = LocalDate.now(ZoneId.of(LATE)).toString();
        String late = caller.post("/tasks", task(ada, "Late", today)).header("Location");
        caller.post("/tasks", task(ada, "Begun", today).put("status", "in_progress"));
        caller.post("/tasks", task(ada, "Done", today).put("status", "complete"));
        caller.post(
                "/tasks",
                task(ada, "Later", LocalDate.now(ZoneId.of(EARLY)).plusDays(1).toString()));

        assertThat(caller.get(late).object().getString("status")).isEqualTo("overdue");
        assertThat(listed(caller, "/tasks", "status")).containsExactly("overdue", "overdue", "complete", "open");
        assertThat(listed(caller, "/tasks?status=overdue", "title")).containsExactly("Late", "Begun");
        assertThat(listed(caller, "/tasks?status=overdue&sort=-title", "title")).containsExactly("Late", "Begun");
        assertThat(listed(caller, "/tasks?status=open", "title")).containsExactly("Later");
        assertThat(listed(caller, "/tasks?status=in_progress", "title")).isEmpty();

        records.timeZone(LATE);
        assertThat(listed(caller, "/tasks", "status")).containsExactly("open", "in_progress", "complete", "open");
        assertThat(listed(caller, "/tasks?status=overdue", "title")).isEmpty();
        assertThat(listed(caller, "/tasks?status=in_progress", "title")).containsExactly("Begun");
    }

    @Test
    void inUtcWithoutAKnownZone() {
        String hourBefore = "SELECT organization_date('2026-03-08T23:59:59Z')";
        assertThat(records.query(hourBefore)).containsExactly("2026-03-08");
        records.timeZone("Atlantis/Capital");
        assertThat(records.query(hourBefore)).containsExactly("2026-03-08");
    }

    @Test
    void neverByAClientsWord() {
        Answer created = caller.post("/tasks", task(ada, "Begun", "2020-01-01").put("status", "in_progress"));
        String path = created.header("Location");
        JsonObject overdue = created.object();
        assertThat(overdue.getString("status")).isEqualTo("overdue");

        Answer same = caller.put(path, overdue);
        assertThat(same.status()).as(same.body()).isEqualTo(200);
        assertThat(same.header("ETag")).isEqualTo(created.header("ETag"));
        Answer postponed = caller.put(path, overdue.copy().put("dueDate", "2090-01-01"));
        assertThat(postponed.object().getString("status")).isEqualTo("in_progress");

        assertThat(caller.patch(path, new JsonObject().put("status", "overdue"))
                        .object()
                        .getString("field"))
                .isEqualTo("status");
        assertThat(caller.post("/tasks", task(ada, "New", "2020-01-01").put("status", "overdue"))
                        .status())
                .isEqualTo(422);
        assertThat(caller.patch(path, new JsonObject().putNull("status"))
                        .object()
                        .getString("status"))
                .isEqualTo("open");
    }
}
