package com.raptorcomply.resources.due;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.resources.UnderTest;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Under row-level security, an index has each source of the list in the order of its days, so no page sorts them. */
class DuePagesComeFromIndexesTest {
    private static final List<String> INDEXES = List.of(
            "cyber_asset_by_last_patch_date",
            "cyber_asset_never_patched",
            "cyber_asset_without_baseline",
            "cyber_system_assessed",
            "cyber_system_never_assessed",
            "cyber_asset_audited",
            "cyber_system_by_last_audit_date",
            "facility_by_last_review_date",
            "policy_document_by_next_review_date",
            "personnel_risk_assessment_by_next_due_date",
            "training_assignment_to_do",
            "training_assignment_last",
            "training_assignment_again",
            "task_to_do");

    @Test
    void inTheirOrder() {
        DuePosition middle = new DuePosition(LocalDate.of(2026, 12, 31), 0, "2026-11-26", UUID.randomUUID());
        for (DuePosition position : new DuePosition[] {null, middle}) {
            DueQuery query = new DueQuery(LocalDate.of(2027, 12, 31), null, null, null, position);
            String plan = plan(Objects.requireNonNull(query.statement(DueTerms.STANDARD, permission -> true, 101)));

            assertThat(INDEXES).as(plan).allMatch(index -> plan.contains("using " + index + " "));
            assertThat(plan.split("Sort Key", -1)).as(plan).hasSizeLessThanOrEqualTo(4);
        }
    }

    private static String plan(DueQuery.Statement statement) {
        PgConnection connection = UnderTest.shared().indexConnection("enable_bitmapscan", "enable_sort");
        Tuple values =
                statement.parameters().addString(UUID.randomUUID().toString()).addString("");
        StringBuilder text = new StringBuilder();
        Await.result(connection
                        .preparedQuery("EXPLAIN (COSTS OFF) " + statement.sql())
                        .execute(values))
                .forEach(row -> text.append(row.getString(0)).append('\n'));
        Await.result(connection.close());
        return text.toString();
    }
}
