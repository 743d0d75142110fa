package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.sqlclient.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A page of the assets of a control center is found without reading all of them, nor all others that come before, whether it has
 * fewer or more systems than the page has assets.
 */
class ListOfAPlaceReadsFewRecordsTest {
    private static final int SYSTEMS = 20;
    private static final int OF_CENTER = 8_000;
    private static final int OTHERS = 5_000;
    /** Of many systems, the next assets of all are looked at first, up to a bound for each asset of the page. */
    private static final int LOOKED_AT_FACTOR = 16;

    private static final int READ_MAX = 1_000;

    private static final int SYSTEMS_IN_ORDER = 100;
    private static final int IN_ORDER = 2_000;
    /** A page of each of 16 systems, and a part of what the others have below the end of the page. */
    private static final int READ_IN_ORDER_FACTOR = 25;

    /** Others have the lowest ids. Every ninth asset of the center is deleted. */
    private static final String ASSETS = """
            INSERT INTO cyber_asset SELECT (json_populate_record(a, json_build_object('id', %s, 'asset_tag', '%s-' || n,
              'deleted_at', CASE n %% 9 WHEN 0 THEN a.updated_at END, 'cyber_system_id', s.id))).*
            FROM cyber_asset a, generate_series(1, %d) n, LATERAL (
              SELECT s.id FROM cyber_system s WHERE s.system_code = 'S-' || %s) s
            WHERE a.asset_tag = 'T'""";

    private static final UnderTest SERVICE = new UnderTest(PostgresServer.shared()).start(Map.of());
    private static final Caller CALLER = Caller.of(SERVICE, UUID.randomUUID());
    private static final Records RECORDS = new Records(SERVICE.database(), CALLER.organization());
    private static final UUID CENTER = RECORDS.controlCenter("CC-1");
    private static final UUID CENTER_IN_ORDER = RECORDS.controlCenter("CC-2");

    @BeforeAll
    static void fill() throws SQLException {
        CALLER.post("/cyber-assets", Records.asset(RECORDS.system("S-OTHER"), "T"));
        IntStream.range(0, SYSTEMS).forEach(i -> RECORDS.systemIn("control_center_id", CENTER, "S-" + i));
        RECORDS.execute(ASSETS.formatted(
                "('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid", "OTHER", OTHERS, "'OTHER'"));
        RECORDS.execute(ASSETS.formatted("gen_random_uuid()", "CENTER", OF_CENTER, "n % " + SYSTEMS));
        IntStream.range(0, SYSTEMS_IN_ORDER)
                .forEach(i -> RECORDS.systemIn("control_center_id", CENTER_IN_ORDER, "S-ORDER-" + i));
        RECORDS.execute(ASSETS.formatted(
                "('00000001-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid",
                "ORDER",
                IN_ORDER,
                "'ORDER-' || (n - 1) / " + IN_ORDER / SYSTEMS_IN_ORDER));
        try (Connection owner = SERVICE.database().ownerConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("ANALYZE cyber_asset, cyber_system, control_center");
        }
    }

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @ParameterizedTest
    @CsvSource({
        "101, /control-centers/{center}/cyber-assets",
        "101, /cyber-assets?includeDeleted=true&controlCenterId={center}",
        "11, /cyber-assets?controlCenterId={center}",
        "3, /cyber-assets?controlCenterId={center}",
    })
    void inTheOrderOfIds(int portion, String request) {
        List<String> expected = RECORDS.query("SELECT asset_tag FROM cyber_asset WHERE asset_tag LIKE 'CENTER-%'"
                + (request.contains("includeDeleted") ? "" : " AND deleted_at IS NULL") + " ORDER BY id");
        for (String restrictions : new String[] {"", "[{\"controlCenters\":[\"" + CENTER + "\"]}]"}) {
            try (PlannedLists lists = PlannedLists.restricted(SERVICE, CALLER, restrictions)) {
                ListQuery query = lists.query(request.replace("{center}", CENTER.toString()));
                long readMax = (long) LOOKED_AT_FACTOR * portion + READ_MAX;
                assertPages(lists, query, portion, expected, readMax);
                int last = expected.size() - 3 * portion / 2;
                ListQuery late = query.after(position(expected.get(last - 1)));
                assertPages(lists, late, portion, expected.subList(last, expected.size()), readMax);
            }
        }
    }

    /** The first asset of all belongs to the last system now, whose other assets come last. */
    @Test
    void ofSystemsWhoseAssetsWereMadeOneSystemAfterTheOther() {
        int portion = 11;
        RECORDS.execute(
                "UPDATE cyber_asset SET cyber_system_id = (SELECT id FROM cyber_system WHERE system_code = 'S-ORDER-"
                        + (SYSTEMS_IN_ORDER - 1) + "') WHERE asset_tag = 'ORDER-1'");
        List<String> expected = RECORDS.query("SELECT asset_tag FROM cyber_asset WHERE asset_tag LIKE 'ORDER-%'"
                + " AND deleted_at IS NULL ORDER BY id");
        try (PlannedLists lists =
                PlannedLists.restricted(SERVICE, CALLER, "[{\"controlCenters\":[\"" + CENTER_IN_ORDER + "\"]}]")) {
            ListQuery query = lists.query("/cyber-assets?limit=10");
            for (int from : new int[] {0, IN_ORDER / 2}) {
                ListQuery page = from == 0 ? query : query.after(position(expected.get(from - 1)));
                assertPages(
                        lists,
                        page,
                        portion,
                        expected.subList(from, expected.size()),
                        (long) READ_IN_ORDER_FACTOR * portion);
            }
        }
    }

    /** Compares two pages from a position. */
    private static void assertPages(
            PlannedLists lists, ListQuery first, int portion, List<String> expected, long readMax) {
        ListQuery query = first;
        for (int from = 0; from < 2 * portion; from += portion) {
            List<Row> page = lists.rows(query, portion);

            assertThat(page)
                    .extracting(row -> first.json(row).toJsonObject().getString("assetTag"))
                    .isEqualTo(expected.subList(from, Math.min(from + portion, expected.size())));
            assertThat(lists.read(query, portion)).isLessThan(readMax);
            query = query.after(query.position(page.get(page.size() - 1)));
        }
    }

    private static PagePosition position(String tag) {
        String id = RECORDS.query("SELECT id FROM cyber_asset WHERE asset_tag = '" + tag + "'")
                .get(0);
        return new PagePosition(List.of(), UUID.fromString(id));
    }
}
