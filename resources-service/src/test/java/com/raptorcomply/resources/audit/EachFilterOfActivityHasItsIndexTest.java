package com.raptorcomply.resources.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.resources.UnderTest;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Under row-level security, each filter reads the newest entries through an index, in the order of the list. */
class EachFilterOfActivityHasItsIndexTest {
    @Test
    void newestFirst() {
        assertThat(plan(Map.of("action", "approve")))
                .contains("activity_by_action ")
                .doesNotContain("Sort Key");
        assertThat(plan(Map.of("resourceType", "task")))
                .contains("activity_by_type ")
                .doesNotContain("Sort Key");
        assertThat(plan(Map.of("resourceId", UUID.randomUUID())))
                .contains("activity_by_resource ")
                .doesNotContain("Sort Key");
        assertThat(plan(Map.of("actor", UUID.randomUUID().toString())))
                .contains("Merge Append")
                .contains("activity_link_by_actor ", "activity_link_by_acting_as ", "activity_link_by_owner ")
                .contains("activity_link_by_actor_name ", "activity_link_by_acting_as_name ", "activity_own_link ");
    }

    private static String plan(Map<String, Object> filters) {
        EntriesSql.Statement statement = EntriesSql.statement(filters, Long.MAX_VALUE, 0, 101);
        Tuple values =
                statement.parameters().addString(UUID.randomUUID().toString()).addString("");
        PgConnection connection = UnderTest.shared().indexConnection("enable_bitmapscan", "enable_sort");
        StringBuilder plan = new StringBuilder();
        Await.result(connection
                        .preparedQuery("EXPLAIN (COSTS OFF) " + statement.sql())
                        .execute(values))
                .forEach(row -> plan.append(row.getString(0)).append('\n'));
        Await.result(connection.close());
        return plan.toString();
    }
}
