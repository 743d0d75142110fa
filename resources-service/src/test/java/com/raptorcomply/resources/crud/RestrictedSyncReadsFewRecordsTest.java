package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The next changes in a restricted caller's sight are found without reading all of its assets, nor all changes of others, also
 * when many changes have followed the last statistics.
 */
class RestrictedSyncReadsFewRecordsTest {
    private static final int SYSTEMS = 20;
    private static final int SEEN = 4_000;
    private static final int OTHERS = 3_000;
    private static final int LATEST = 50;
    private static final int PAGE = 11;
    /** The next changes of all are looked at first, up to a bound. */
    private static final int READ_MAX = 32 * PAGE + 600;

    private static final String SINCE = "/cyber-assets?includeDeleted=true&updatedSince=2026-03-01T00:30:00Z";
    private static final String ASSETS = """
            INSERT INTO cyber_asset SELECT (json_populate_record(a, json_build_object('id', gen_random_uuid(),
              'asset_tag', '%1$s-' || n, 'updated_at', timestamptz '2026-03-01T%2$s:00Z' + n * interval '1 ms', 'cyber_system_id', (
                SELECT s.id FROM cyber_system s WHERE s.system_code = '%3$s')))).*
            FROM cyber_asset a, generate_series(1, %4$d) n WHERE a.asset_tag = 'T'""";

    private static final UnderTest SERVICE = new UnderTest(PostgresServer.shared()).start(Map.of());
    private static final Caller CALLER = Caller.of(SERVICE, UUID.randomUUID());
    private static final Records RECORDS = new Records(SERVICE.database(), CALLER.organization());
    private static final UUID FACILITY = RECORDS.facility("F-1");

    @BeforeAll
    static void fill() throws SQLException {
        CALLER.post("/cyber-assets", Records.asset(RECORDS.system("OTHER"), "T"));
        IntStream.range(0, SYSTEMS).forEach(i -> {
            RECORDS.systemIn("facility_id", FACILITY, "S-" + i);
            RECORDS.execute(ASSETS.formatted("OLD-" + i, "00:00", "S-" + i, SEEN / SYSTEMS));
        });
        RECORDS.execute("UPDATE cyber_asset SET updated_at = '2026-03-01T00:00Z' WHERE asset_tag = 'T'");
        try (Connection owner = SERVICE.database().ownerConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("ANALYZE cyber_asset, cyber_system, facility");
        }
        RECORDS.execute(ASSETS.formatted("OTHER", "01:00", "OTHER", OTHERS));
        RECORDS.execute(ASSETS.formatted("LATEST", "02:00", "S-7", LATEST));
    }

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"facilities", "cyberSystems"})
    void behindManyOfOthers(String kind) {
        UUID place = kind.equals("facilities") ? FACILITY : system("S-7");
        try (PlannedLists lists = restricted(kind, place)) {
            ListQuery query = lists.query(SINCE);

            assertThat(lists.rows(query, PAGE))
                    .extracting(row -> query.json(row).toJsonObject().getString("assetTag"))
                    .isEqualTo(IntStream.rangeClosed(1, PAGE)
                            .mapToObj(n -> "LATEST-" + n)
                            .toList());
            assertThat(lists.read(query, PAGE)).isLessThan(READ_MAX);
        }
    }

    @Test
    void ifThereAreNone() {
        try (PlannedLists lists = restricted("cyberSystems", system("S-8"))) {
            ListQuery query = lists.query(SINCE);

            assertThat(lists.rows(query, PAGE)).isEmpty();
            assertThat(lists.read(query, PAGE)).isLessThan(READ_MAX);
        }
    }

    private static PlannedLists restricted(String kind, UUID place) {
        return PlannedLists.restricted(SERVICE, CALLER, "[{\"" + kind + "\":[\"" + place + "\"]}]");
    }

    private static UUID system(String code) {
        return UUID.fromString(RECORDS.query("SELECT id FROM cyber_system WHERE system_code = '" + code + "'")
                .get(0));
    }
}
