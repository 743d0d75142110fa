package com.raptorcomply.resources.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.postgres.TestDatabase;
import com.raptorcomply.resources.UnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A transaction of many entries, as of an import, takes time in proportion to them, and so does the verification of a long
 * chain. With {@code -Dactivity.entries=100000} and {@code -Dactivity.links=1000000} it is the long check.
 */
class LargeChangesAreOneLinkTest {
    private static final int ENTRIES = Integer.getInteger("activity.entries", 10_000);
    private static final int LINKS = Integer.getInteger("activity.links", 2_000);
    /** Durations are asserted on demand only, because other tests take the processors. */
    private static final boolean IS_MEASURED = ENTRIES >= 100_000;

    private static final int ENTRIES_MILLIS_MAX = 3_000;
    private static final int VERIFICATION_SECONDS_MAX = 60;

    private final UnderTest service = new UnderTest(PostgresServer.shared()).start(Map.of());
    private final TestDatabase database = service.database();
    private final UUID organization = UUID.randomUUID();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void inTimeAndVerifiable() throws Exception {
        try (Chain chain = Chain.of(database, organization)) {
            long begin = System.nanoTime();
            append();
            Duration written = Duration.ofNanos(System.nanoTime() - begin);
            chains();
            begin = System.nanoTime();
            ActivityVerifier.Result result = new ActivityVerifier(chain.pool())
                    .verify(Checkpoint.start(organization), at -> {})
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(2 * VERIFICATION_SECONDS_MAX, TimeUnit.SECONDS);
            Duration verified = Duration.ofNanos(System.nanoTime() - begin);

            System.out.printf("%d entries written in %s, %d links verified in %s%n", ENTRIES, written, LINKS, verified);
            assertThat(result.broken()).isNull();
            assertThat(result.verified().entries()).isEqualTo(ENTRIES + LINKS);
            assertThat(result.verified().sequence()).isEqualTo(1 + LINKS);
            if (IS_MEASURED) {
                assertThat(written).isLessThan(Duration.ofMillis(ENTRIES_MILLIS_MAX));
                assertThat(verified).isLessThan(Duration.ofSeconds(VERIFICATION_SECONDS_MAX));
            }
        }
    }

    /** Adds the entries of one change, in portions of a thousand. */
    private void append() throws SQLException {
        try (Connection user = database.userConnection();
                Statement statement = user.createStatement()) {
            user.setAutoCommit(false);
            statement.execute("SELECT set_config('app.organization_id', '" + organization + "', true)");
            statement.execute("SELECT begin_change()");
            statement.execute("""
                    SELECT count(add_entries(actions, types, ids, changes)) FROM (
                      SELECT array_agg('create'::text) AS actions, array_agg('cyber_asset'::text) AS types, array_agg(gen_random_uuid()) AS ids,
                        array_agg(json_build_object('assetTag', 'T-' || i, 'assetTitle', repeat('x', 600))) AS changes
                      FROM generate_series(1, %d) i GROUP BY i / 1000) portions""".formatted(ENTRIES));
            statement.execute("SELECT end_change('key', 'k', 'n', NULL, NULL, NULL, 'r', '{}', '{}', '{}', '{}')");
            user.commit();
        }
    }

    /** Goes on with links of one entry each, written past the functions, because one transaction each takes too long. */
    private void chains() throws SQLException {
        try (Connection owner = database.ownerConnection();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("SELECT set_config('app.organization_id', '" + organization + "', true)");
            statement.execute("""
                    INSERT INTO activity (organization_id, link, ordinal, action, resource_type, resource_id, changes)
                    SELECT tenant_organization(), 1 + i, 1, 'update', 'cyber_asset', gen_random_uuid(),
                      json_build_object('count', json_build_object('from', i, 'to', i + 1)) FROM generate_series(1, %d) i""".formatted(LINKS));
            statement.execute("""
                    DO $$
                    DECLARE
                      each record;
                      new activity_link;
                    BEGIN
                      SELECT * INTO new FROM activity_link;
                      FOR each IN SELECT * FROM activity WHERE link > 1 ORDER BY link LOOP
                        new.sequence := each.link;
                        new.previous_hash := new.hash;
                        new.entries := 1;
                        new.entries_digest := sha256(activity_digest(1, each.action, each.resource_type, each.resource_id, each.changes));
                        new.at := new.at + interval '1 millisecond';
                        new.hash := activity_link_hash(new);
                        INSERT INTO activity_link SELECT (new).*;
                      END LOOP;
                      UPDATE activity_head SET sequence = new.sequence, hash = new.hash, last_at = new.at;
                    END $$""");
            owner.commit();
            statement.execute("ANALYZE activity");
            statement.execute("ANALYZE activity_link");
            owner.commit();
        }
    }
}
