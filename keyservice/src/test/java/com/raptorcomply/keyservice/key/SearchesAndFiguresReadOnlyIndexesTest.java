package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.postgres.TestDatabase;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.keyservice.config.KeyServiceConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A search, the filter of unused keys and the figures read only indexes that begin with the organization, so that keys
 * of other organizations cost nothing. The test disables other scans, because PostgreSQL would prefer them for so small
 * a table.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchesAndFiguresReadOnlyIndexesTest {
    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final int KEYS = 400;
    private static final int KEYS_OF_OTHERS = 4_000;
    private static final Pattern INDEX_CONDITION = Pattern.compile("Index Cond: .*");
    private static final Pattern TABLE_SCAN = Pattern.compile("Seq Scan on (?:api_key|key_word|key_last_use)");

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = PostgresServer.shared().migratedDatabase(KeyServiceConfig.MIGRATIONS);
    private final Postgres postgres =
            Postgres.open(vertx, database.settings().asOwner(), new SimpleMeterRegistry(), new Readiness(vertx));

    @BeforeAll
    void fill() throws SQLException {
        try (Connection connection = database.ownerConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO organization (id, name) VALUES ('" + ORGANIZATION + "', 'Meridian'),"
                    + " (gen_random_uuid(), 'Alder')");
            statement.execute(keys("= '" + ORGANIZATION + "'", KEYS));
            statement.execute(keys("<> '" + ORGANIZATION + "'", KEYS_OF_OTHERS));
            statement.execute("VACUUM ANALYZE api_key, key_word, key_last_use");
        }
    }

    private static String keys(String organization, int count) {
        return """
                INSERT INTO api_key (id, organization_id, kind, name, role, permissions, created_at, expires_at,
                    created_by_kind, created_by_name, revoked_at)
                SELECT gen_random_uuid(), o.id, 'organization', 'Sync job ' || i, 'api_user', ARRAY['tasks:read'],
                    now() - i * interval '1 day', CASE WHEN i %% 2 = 0 THEN now() + i * interval '1 day' END,
                    'system', 'test', CASE WHEN i %% 10 = 0 THEN now() END
                FROM organization o, generate_series(1, %d) i WHERE o.id %s""".formatted(count, organization);
    }

    @AfterAll
    void close() {
        Await.result(postgres.close());
        Await.result(vertx.close());
    }

    @Test
    void searchForTheBeginningOfAWord() {
        String plan = plan(KeyCandidates.NAMED, Tuple.of(ORGANIZATION, "39"));

        assertThat(plan).contains("Index Only Scan using key_word_pkey").containsPattern("Index Cond: .*word >= ");
        assertReadsOnlyIndexes(plan);
    }

    @Test
    void keysThatNobodyUses() {
        String plan = plan(KeyCandidates.UNUSED, Tuple.of(ORGANIZATION, KeySummary.UNUSED_DAYS));

        assertThat(plan)
                .contains("Nested Loop", "key_last_use_order", "api_key_pkey")
                .doesNotContain("Hash");
        assertReadsOnlyIndexes(plan);
    }

    @Test
    void figures() {
        String plan = plan(KeySummary.OF_ORGANIZATION, KeySummary.values(ORGANIZATION));

        assertThat(plan).contains("using api_key_revoked", "using api_key_leaked", "using key_last_use_order");
        assertReadsOnlyIndexes(plan);
    }

    /** Each scan finds its rows by the organization, or by the id of a key that another scan has found. */
    private static void assertReadsOnlyIndexes(String plan) {
        assertThat(plan).doesNotContainPattern(TABLE_SCAN);
        assertThat(INDEX_CONDITION.matcher(plan).results().map(MatchResult::group))
                .isNotEmpty()
                .allMatch(condition -> condition.contains("organization_id = ") || condition.contains("(id = "));
    }

    private String plan(String sql, Tuple values) {
        StringBuilder plan = new StringBuilder();
        SqlConnection connection = Await.result(postgres.pool().getConnection());
        Await.result(connection
                .query("SET enable_seqscan = off; SET enable_bitmapscan = off")
                .execute());
        Await.result(connection
                        .preparedQuery("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) " + sql)
                        .execute(values))
                .forEach(row -> plan.append(row.getString(0)).append('\n'));
        Await.result(connection.close());
        return plan.toString();
    }
}
