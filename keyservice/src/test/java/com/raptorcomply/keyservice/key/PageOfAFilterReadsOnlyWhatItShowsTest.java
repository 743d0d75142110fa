package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.keyservice.access.KeyScope;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * However many keys an organization has, a page of a filter reads about as many rows as it shows: there is an index for it. A
 * table as small as this test's would rather be read whole, so PostgreSQL is told not to.
 */
class PageOfAFilterReadsOnlyWhatItShowsTest {
    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final UUID OWNER = UUID.randomUUID();
    private static final int LIMIT = 5;
    private static final Pattern READ =
            Pattern.compile("on api_key k \\(actual rows=(\\d+)[^)]*\\)|Rows Removed by Filter: (\\d+)");
    private static final KeyFilter ALL = new KeyFilter(
            new KeyScope.Organization(ORGANIZATION),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            LIMIT);
    /** Of 5,000 keys the first 50, which the list shows last, are each of a kind of their own. */
    private static final String KEYS = """
            INSERT INTO api_key (id, organization_id, kind, owner_user_id, name, role, permissions, expires_at, created_at,
                created_by_kind, created_by_name, revoked_at)
            SELECT gen_random_uuid(), '%1$s', CASE WHEN i <= 10 THEN 'user' ELSE 'organization' END,
                CASE WHEN i <= 10 THEN '%2$s'::uuid END, 'key', CASE WHEN i > 10 THEN 'api_user' END,
                CASE WHEN i > 10 THEN ARRAY['tasks:read'] END,
                now() + CASE WHEN i BETWEEN 11 AND 20 THEN interval '-1 day' WHEN i BETWEEN 21 AND 30 THEN interval '1 day'
                    ELSE interval '1 year' END,
                now() - interval '1 year' + i * interval '1 minute', 'system', 'test',
                CASE WHEN i BETWEEN 31 AND 40 THEN now() END
            FROM generate_series(1, 5000) i""".formatted(ORGANIZATION, OWNER);

    private final Instant now = Instant.now();
    private final Vertx vertx = Vertx.vertx();
    private final Postgres postgres = Postgres.open(
            vertx,
            PostgresServer.shared().freshDatabase().settings().asOwner(),
            new SimpleMeterRegistry(),
            new Readiness(vertx));

    @BeforeEach
    void fill() {
        Await.result(postgres.migrate("migrations/keyservice"));
        Await.result(postgres.pool()
                .query("INSERT INTO organization (id, name) VALUES ('" + ORGANIZATION + "', 'Meridian');"
                        + " INSERT INTO app_user (id, organization_id, email, address_key, name, role) VALUES ('"
                        + OWNER
                        + "', '" + ORGANIZATION + "', 'ada@example.com', 'ada@example.com', 'Ada', 'user');" + KEYS
                        + "; ANALYZE api_key")
                .execute());
    }

    @AfterEach
    void close() {
        Await.result(postgres.close());
        Await.result(vertx.close());
    }

    @Test
    void everyFilter() {
        assertReadsLittle(ALL);
        assertReadsLittle(with("user", null, null, null));
        assertReadsLittle(with(null, "active", null, null));
        assertReadsLittle(with(null, "expired", null, null));
        assertReadsLittle(with(null, "revoked", null, null));
        assertReadsLittle(with(null, null, OWNER, null));
        assertReadsLittle(with(null, null, null, now.plusSeconds(2 * 86_400)));
    }

    private static KeyFilter with(
            @Nullable String kind, @Nullable String status, @Nullable UUID owner, @Nullable Instant expiringBefore) {
        return new KeyFilter(
                ALL.scope(),
                Optional.empty(),
                Optional.ofNullable(kind),
                Optional.ofNullable(status),
                Optional.ofNullable(owner),
                Optional.empty(),
                Optional.ofNullable(expiringBefore),
                Optional.empty(),
                LIMIT);
    }

    private void assertReadsLittle(KeyFilter filter) {
        KeyListing listing = KeyListing.of(filter);
        SqlConnection connection = Await.result(postgres.pool().getConnection());
        Await.result(connection
                .query("SET enable_seqscan = off; SET enable_bitmapscan = off")
                .execute());
        StringBuilder plan = new StringBuilder();
        Await.result(connection
                        .preparedQuery("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) " + listing.sql())
                        .execute(listing.values()))
                .forEach(row -> plan.append(row.getString(0)).append('\n'));
        Await.result(connection.close());
        long read = 0;
        Matcher rows = READ.matcher(plan);
        while (rows.find()) {
            read += Math.round(Double.parseDouble(rows.group(1) == null ? rows.group(2) : rows.group(1)));
        }
        assertThat(read).as(plan.toString()).isBetween(LIMIT + 1L, LIMIT + 2L);
    }
}
