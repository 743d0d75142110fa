package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.http.request.CursorSeal;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.keyservice.auth.KeyScope;
import com.raptorcomply.keyservice.config.KeyServiceConfig;
import com.raptorcomply.keyservice.http.ListCursors;
import com.raptorcomply.keyservice.http.PageCursor;
import com.raptorcomply.keyservice.http.QueryParams;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A page of a filter reads about as many rows as it shows, because each filter has an index. The test disables
 * sequential scans, because PostgreSQL would prefer them for so small a table.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageOfAFilterReadsOnlyWhatItShowsTest {
    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final KeyScope SCOPE = new KeyScope.Organization(ORGANIZATION);
    private static final UUID OWNER = UUID.randomUUID();
    private static final ListCursors CURSORS = new ListCursors(new CursorSeal(new byte[32]), ORGANIZATION, "/api-keys");
    private static final int LIMIT = 5;
    private static final KeyCandidates NO_SEARCH = new KeyCandidates(Optional.empty(), Optional.empty());
    private static final Pattern READ = Pattern.compile(
            "on (?:api_key k|key_last_use l) \\(actual rows=(\\d+)[^)]*\\)|Rows Removed by Filter: (\\d+)");
    /** Creates 5,000 keys. The first 50, which the list shows last, are each of a kind of their own. */
    private static final String KEYS = """
            INSERT INTO api_key (id, organization_id, kind, owner_user_id, name, role, permissions, expires_at, created_at,
                created_by_kind, created_by_id, created_by_name, revoked_at,
                leak_reported_at)
            SELECT gen_random_uuid(), '%1$s', CASE WHEN i <= 10 THEN 'user' ELSE 'organization' END,
                CASE WHEN i <= 10 THEN '%2$s'::uuid END,
                'Key ' || CASE WHEN i <= 50 THEN i / 10 ELSE i END, CASE WHEN i > 10 THEN 'api_user' END,
                CASE WHEN i > 10 THEN ARRAY['tasks:read'] END,
                now() + CASE WHEN i BETWEEN 11 AND 20 THEN interval '-1 day' WHEN i BETWEEN 21 AND 30 THEN interval '1 day'
                    ELSE interval '1 year' END,
                now() - interval '1 year' + i * interval '1 minute', 'user',
                CASE WHEN i BETWEEN 41 AND 50 THEN '%2$s'::uuid END, 'test',
                CASE WHEN i BETWEEN 31 AND 40 THEN now() END, CASE WHEN i BETWEEN 41 AND 50 THEN now() END
            FROM generate_series(1, 5000) i""".formatted(ORGANIZATION, OWNER);

    private final Instant now = Instant.now();
    private final Vertx vertx = Vertx.vertx();
    private final Postgres postgres = Postgres.open(
            vertx,
            PostgresServer.shared()
                    .migratedDatabase(KeyServiceConfig.MIGRATIONS)
                    .settings()
                    .asOwner(),
            new SimpleMeterRegistry(),
            new Readiness(vertx));

    @BeforeAll
    void fill() {
        Await.result(postgres.pool()
                .query("INSERT INTO organization (id, name) VALUES ('" + ORGANIZATION + "', 'Meridian');"
                        + " INSERT INTO app_user (id, organization_id, email, address_key, name, role) VALUES ('"
                        + OWNER
                        + "', '" + ORGANIZATION + "', 'ada@example.com', 'ada@example.com', 'Ada', 'user');" + KEYS
                        + "; ANALYZE api_key; ANALYZE key_last_use")
                .execute());
    }

    @AfterAll
    void close() {
        Await.result(postgres.close());
        Await.result(vertx.close());
    }

    @Test
    void everyFilter() {
        assertReadsLittle("");
        assertReadsLittle("kind=user");
        assertReadsLittle("status=active");
        assertReadsLittle("status=expired");
        assertReadsLittle("status=revoked");
        assertReadsLittle("status=revoked&sort=name");
        assertReadsLittle("owner=" + OWNER);
        assertReadsLittle("expiringBefore=" + now.plusSeconds(2 * 86_400));
        assertReadsLittle("name=KEY 3");
        assertReadsLittle("createdBy=" + OWNER);
        assertReadsLittle("leakReported=true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "createdAt",
                "-createdAt",
                "name",
                "-name",
                "lastUsedAt",
                "-lastUsedAt",
                "expiresAt",
                "-expiresAt"
            })
    void everyOrderOnEveryPage(String order) {
        assertReadsLittle("sort=" + order);

        KeyListing first = KeyListing.of(SCOPE, filter("sort=" + order), NO_SEARCH);
        Row last = null;
        for (Row row : Await.result(postgres.pool().preparedQuery(first.sql()).execute(first.values()))) {
            last = row;
        }
        PageCursor cursor = KeyOrder.of(order).cursor(KeyRowMapper.key(Objects.requireNonNull(last)));
        MultiMap parameters = parameters("sort=" + order);
        String sealed = new QueryParams(parameters, CURSORS).seal(cursor);
        assertReadsLittle("sort=" + order + "&cursor=" + sealed);
    }

    @Test
    void andOfASearchInTheOrderOfTheLastUseNoKeyThatItDoesNotShow() {
        UUID[] found = StreamSupport.stream(
                        Await.result(postgres.pool()
                                        .query("SELECT id FROM api_key ORDER BY created_at DESC LIMIT 100")
                                        .execute())
                                .spliterator(),
                        false)
                .map(row -> row.getUUID(0))
                .toArray(UUID[]::new);
        KeyListing listing = KeyListing.of(
                SCOPE,
                filter("q=key&status=active&sort=-lastUsedAt"),
                new KeyCandidates(Optional.of(found), Optional.empty()));
        assertThat(plan(listing)).containsPattern("on api_key k \\(actual rows=1\\S* loops=" + (LIMIT + 1) + "\\)");
    }

    private static KeyFilter filter(String query) {
        return KeyFilter.read(new QueryParams(parameters(query), CURSORS));
    }

    private static MultiMap parameters(String query) {
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap().add("limit", String.valueOf(LIMIT));
        for (String each : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] pair = each.split("=", 2);
            parameters.add(pair[0], pair[1]);
        }
        return parameters;
    }

    private void assertReadsLittle(String query) {
        String plan = plan(KeyListing.of(SCOPE, filter(query), NO_SEARCH));
        long read = 0;
        Matcher rows = READ.matcher(plan);
        while (rows.find()) {
            read += Math.round(Double.parseDouble(rows.group(1) == null ? rows.group(2) : rows.group(1)));
        }
        assertThat(read).as(plan).isBetween(LIMIT + 1L, LIMIT + 2L);
    }

    private String plan(KeyListing listing) {
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
        return plan.toString();
    }
}
