package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Under the role that serves requests, bound by row-level security, PostgreSQL finds the records of each frequent query in an
 * index, in the order of the list: it neither scans a table nor sorts records, so the time does not grow with their number.
 */
class ListsUseIndexesTest {
    private static final int ASSETS = 10_000;
    private static final int PAGE = 101;
    private static final int PLANS_MAX = 5;
    /** A database of its own, because plans depend on how many records all organizations have. */
    private static final UnderTest SERVICE = new UnderTest(PostgresServer.shared()).start(Map.of());

    private static final Caller CALLER = Caller.of(SERVICE, UUID.randomUUID());
    private static final Records RECORDS = new Records(SERVICE.database(), CALLER.organization());
    private static final UUID FACILITY = RECORDS.facility("F-1");
    private static final UUID SYSTEM = RECORDS.systemIn("facility_id", FACILITY, "S-1");
    private static PlannedLists lists;

    @BeforeAll
    static void fill() throws SQLException {
        RECORDS.systemIn("facility_id", FACILITY, "S-2");
        RECORDS.execute("""
                INSERT INTO cyber_system (organization_id, id, system_title, system_code, system_type, system_function,
                  external_routable_connectivity, interactive_remote_access, facility_id)
                SELECT s.organization_id, gen_random_uuid(), 'Bay ' || n, 'B-' || n, 'ems', 'x', true, false, '%s'
                FROM cyber_system s, generate_series(1, 200) n WHERE s.system_code = 'S-1'""".formatted(RECORDS.facility("F-2")));
        CALLER.post("/cyber-assets", Records.asset(SYSTEM, "T"));
        RECORDS.execute("""
                INSERT INTO cyber_asset SELECT (json_populate_record(a, json_build_object('id', gen_random_uuid(),
                  'asset_tag', 'T-' || n, 'asset_title', 'Relay bay ' || n, 'cyber_system_id', s.id,
                  'impact_level', CASE n %% 500 WHEN 0 THEN 'high' ELSE a.impact_level END,
                  'cip_asset_category', CASE n %% 500 WHEN 1 THEN 'pacs' ELSE a.cip_asset_category END,
                  'in_service', n %% 500 <> 2, 'last_patch_date', date '2026-01-01' + n %% 300,
                  'updated_at', a.updated_at + n * interval '1 s'))).*
                FROM cyber_asset a, generate_series(1, %d) n,
                  LATERAL (SELECT s.id FROM cyber_system s WHERE s.system_code = 'B-' || (n %% 200 + 1)) s
                WHERE a.asset_tag = 'T'""".formatted(ASSETS));
        try (Connection owner = SERVICE.database().ownerConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("ANALYZE cyber_asset, cyber_asset_word, cyber_system, facility");
        }
        lists = PlannedLists.of(SERVICE, CALLER);
    }

    @AfterAll
    static void close() {
        lists.close();
        SERVICE.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cyber_asset_pkey               |",
                "cyber_asset_pkey               | includeDeleted=true",
                "cyber_asset_by_updated_at      | updatedSince=2026-01-01T00:00:00Z",
                "cyber_asset_by_updated_at      | updatedSince=2026-01-01T00:00:00Z&includeDeleted=true",
                "cyber_asset_by_cyber_system_id | cyberSystemId={system}",
                "cyber_asset_by_impact_level    | impactLevel=high",
                "cyber_asset_by_cip_asset_category | cipAssetCategory=pacs",
                "cyber_asset_by_in_service      | inService=false",
                "cyber_asset_by_asset_tag       | sort=assetTag",
                "cyber_asset_by_asset_tag       | sort=-assetTag",
                "cyber_asset_by_asset_title     | sort=assetTitle",
                "cyber_asset_by_asset_title     | sort=-assetTitle&includeDeleted=true",
                "cyber_asset_by_last_patch_date | sort=lastPatchDate",
                "cyber_asset_by_last_patch_date | sort=-lastPatchDate",
                "cyber_asset_by_updated_at      | sort=-updatedAt",
                "cyber_asset_by_impact_level    | sort=impactLevel",
                "cyber_asset_by_cip_asset_category | sort=-cipAssetCategory",
                "cyber_asset_by_last_patch_date_title | sort=lastPatchDate,assetTitle",
                "cyber_asset_by_last_patch_date_title | sort=-lastPatchDate,-assetTitle",
            })
    void inTheirOrder(String index, @Nullable String query) {
        for (boolean isFirst : new boolean[] {true, false}) {
            String plan = plan("/cyber-assets" + (query == null ? "" : "?" + query), isFirst);

            assertThat(plan).as(query).contains("using " + index + " ").doesNotContain("Seq Scan on cyber_asset");
            if (!plan.contains("Merge Append")) {
                // A part of a merge has no more records than the page.
                assertThat(plan).as(query).doesNotContain("Sort");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cyber_asset_(tag_unique/by_asset_tag) | /cyber-assets?assetTag=T-17",
                "cyber_asset_word_by_word | /cyber-assets?q=17",
                "cyber_asset_word_by_word | /cyber-assets?q=relay%2017",
                "cyber_asset_word_by_word | /cyber-assets?q=17&sort=assetTitle",
                "cyber_asset_(pkey/word_by_word) | /cyber-assets?q=relay",
                "cyber_asset_by_cyber_system_id | /cyber-assets?facilityId={facility}&impactLevel=medium",
                "cyber_asset_by_cyber_system_id | /cyber-systems/{system}/cyber-assets",
                "cyber_asset_by_impact_level | /cyber-assets?impactLevel=high&inService=true&sort=assetTitle",
                "cyber_asset_by_asset_title | /cyber-assets?sort=assetTitle,-assetTag",
                "cyber_asset_by_asset_title | /cyber-assets?sort=-assetTitle&impactLevel=medium",
                "cyber_asset_by_asset_title | /cyber-assets?sort=impactLevel,-assetTitle"
            })
    void orSortedIfTheyAreFew(String index, String list) {
        String plan = plan(list, true);

        assertThat(plan)
                .as(list)
                .containsPattern("using " + index.replace('/', '|') + " ")
                .doesNotContain("Seq Scan on cyber_asset");
    }

    /** The records of the present and the former ones are merged, and no more than a page of either is read. */
    @Test
    void asOfATimeInTheOrderOfIds() {
        assertThat(plan("/cyber-assets?asOf=2099-01-01T00:00:00.000Z", false))
                .containsSubsequence("Merge Append", "cyber_asset_pkey", "cyber_asset_version_pkey")
                .doesNotContain("Seq Scan on cyber_asset", "Sort Key: r.id");
    }

    /** PostgreSQL plans a statement for the values of its first five runs. Then it keeps one plan, unless that seems costly. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cyber-assets",
                "/cyber-assets?cyberSystemId={system}",
                "/cyber-systems/{system}/cyber-assets",
                "/cyber-assets?facilityId={facility}",
                "/facilities/{facility}/cyber-assets",
                "/cyber-assets?updatedSince=2026-01-01T00:00:00Z&includeDeleted=true",
                "/cyber-systems"
            })
    void byOnePlanForAllPages(String request) {
        for (int count : new int[] {PAGE, PAGE / 5}) {
            assertThat(lists.plansFor(query(request), count, 2 * PLANS_MAX)).isEqualTo(PLANS_MAX);
        }
    }

    @Test
    void byOnePlanForAllChanges() {
        ChangeFeed feed = new ChangeFeed(Stream.of("cyber_asset", "cyber_system", "facility")
                .map(table -> new ChangeFeed.Type(table, "to_json(r)", "read"))
                .toList());
        UUID first = new UUID(0, 0);
        OffsetDateTime start = OffsetDateTime.parse("2020-01-01T00:00:00Z");
        for (OffsetDateTime at : new OffsetDateTime[] {start, start.plusYears(10)}) {
            assertThat(lists.plansFor(feed.sql(), Tuple.of(at, PAGE, first, first, first), 2 * PLANS_MAX))
                    .isEqualTo(PLANS_MAX);
        }
    }

    /** Returns the plan of the statement for a request, or for its next page. */
    private static String plan(String request, boolean isFirst) {
        ListQuery query = query(request);
        if (isFirst) {
            return lists.plan(query);
        }
        List<Row> rows = lists.rows(query, ListSql.COUNT_MAX);
        return lists.plan(query.after(query.position(rows.get(rows.size() / 2))));
    }

    private static ListQuery query(String request) {
        return lists.query(request.replace("{facility}", FACILITY.toString()).replace("{system}", SYSTEM.toString()));
    }
}
