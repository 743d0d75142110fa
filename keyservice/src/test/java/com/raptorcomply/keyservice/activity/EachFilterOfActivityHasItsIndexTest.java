package com.raptorcomply.keyservice.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.http.QueryParams;
import io.vertx.core.MultiMap;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each filter reads the newest entries through an index, in the order of the list, however many others there are. */
class EachFilterOfActivityHasItsIndexTest {
    private static final int ENTRIES = 500;

    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();

    @Test
    void newestFirst() throws SQLException {
        service.execute("""
                SELECT append_activity(?, 'system', NULL, 'test', 'request', 'create', 'user', gen_random_uuid()::text, '{}',
                    NULL, NULL) FROM generate_series(1, ?)""", organizationId, ENTRIES);
        service.execute("ANALYZE activity");
        String id = UUID.randomUUID().toString();

        assertThat(plan("resourceId", id)).contains("activity_by_resource");
        assertThat(plan("action", "revoke")).contains("activity_by_action").doesNotContain("Sort Key");
        assertThat(plan("resourceType", "webhook")).contains("activity_by_type").doesNotContain("Sort Key");
        assertThat(plan("actor", id))
                .contains("Merge Append")
                .contains("activity_by_actor ", "activity_by_acting_as ", "activity_by_owner ")
                .contains("activity_by_actor_name ", "activity_by_acting_as_name ", "activity_by_owner_name ");
    }

    private String plan(String parameter, String value) throws SQLException {
        ActivityFilter filter = ActivityFilter.read(
                new QueryParams(MultiMap.caseInsensitiveMultiMap().add(parameter, value)));
        ActivityReading.Statement statement = ActivityReading.statement(organizationId, filter);
        StringBuilder plan = new StringBuilder();
        try (Connection connection = service.database().ownerConnection();
                Statement settings = connection.createStatement()) {
            settings.execute("SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off");
            try (PreparedStatement explain =
                    connection.prepareStatement("EXPLAIN " + statement.sql().replaceAll("\\$(\\d+)", "?"))) {
                Matcher numbers = Pattern.compile("\\$(\\d+)").matcher(statement.sql());
                for (int i = 1; numbers.find(); i++) {
                    explain.setObject(i, statement.values().getValue(Integer.parseInt(numbers.group(1)) - 1));
                }
                try (ResultSet rows = explain.executeQuery()) {
                    while (rows.next()) {
                        plan.append(rows.getString(1)).append('\n');
                    }
                }
            }
        }
        return plan.toString();
    }
}
