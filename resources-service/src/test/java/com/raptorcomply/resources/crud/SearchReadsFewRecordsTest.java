package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A search finds the same records as a comparison of each text, in the order of the list, for rare and common words and for
 * words that are common only where the list ends. It reads few records for a page, unless its words are such.
 */
class SearchReadsFewRecordsTest {
    /** So many have titles that begin with "Zone"; they were created last. */
    private static final int ZONES = ListSearch.CANDIDATES_MAX + 500;
    /** The others, whose titles begin with "Relay", are more than a search sorts without looking at some of the list. */
    private static final int ASSETS = ListSearch.SORTED_IDS_MAX + ZONES + 500;
    /** A search reads the records of rare words, or looks at some of the list, and then whether it has more. */
    private static final int READ_MAX = 2 * ListSearch.LOOKED_AT_MAX + 500;

    private static final int PAGE = 101;
    private static final String FOUND = """
            SELECT asset_tag FROM cyber_asset r WHERE deleted_at IS NULL
              AND (SELECT bool_and(EXISTS (SELECT FROM unnest(string_to_array(lower(asset_title || ' ' || replace(asset_tag, '-', ' ')), ' ')) w
                WHERE starts_with(w, term))) FROM unnest(string_to_array(?, ' ')) term) ORDER BY %s""";

    private static final UnderTest SERVICE = new UnderTest(PostgresServer.shared()).start(Map.of());
    private static final Caller CALLER = Caller.of(SERVICE, UUID.randomUUID());
    private static final Records RECORDS = new Records(SERVICE.database(), CALLER.organization());
    private static PlannedLists lists;

    @BeforeAll
    static void fill() throws SQLException {
        CALLER.post("/cyber-assets", Records.asset(RECORDS.system("S-1"), "T"));
        RECORDS.execute("""
                INSERT INTO cyber_asset SELECT (json_populate_record(a, json_build_object(
                  'id', ('01890000-0000-7000-a000-' || lpad(to_hex(n), 12, '0'))::uuid, 'asset_tag', 'T-' || n,
                  'asset_title', CASE WHEN n > %d THEN 'Zone ' ELSE 'Relay ' END || n,
                  'impact_level', CASE n %% 3 WHEN 0 THEN 'low' ELSE 'medium' END,
                  'last_patch_date', CASE WHEN n %% 7 > 0 THEN date '2026-01-01' + n %% 300 END))).*
                FROM cyber_asset a, generate_series(1, %d) n WHERE a.asset_tag = 'T'""".formatted(ASSETS - ZONES, ASSETS));
        try (Connection owner = SERVICE.database().ownerConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("ANALYZE cyber_asset, cyber_asset_word");
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
                "1999    |                         | id                          | true",
                "t 1999  |                         | id                          | true",
                "t relay |                         | id                          | true",
                "zone    |                         | id                          | true",
                "t zone  | -assetTag               | asset_tag DESC              | false",
                "zone    | -assetTitle             | asset_title DESC            | true",
                "zone    | assetTitle              | asset_title                 | false",
                "relay   | assetTitle              | asset_title                 | true",
                "relay   | lastPatchDate           | last_patch_date, id         | true",
                "relay   | -lastPatchDate,assetTag | last_patch_date DESC, asset_tag | false",
                "zone    | impactLevel,assetTitle  | impact_level, asset_title   | false",
                "t 1     | impactLevel,-assetTitle | impact_level, asset_title DESC | false"
            })
    void inTheOrderOfTheList(String words, @Nullable String sort, String order, boolean isFew) throws SQLException {
        List<String> found = found(words, order);
        ListQuery whole = lists.query(
                "/cyber-assets?fields=assetTag&q=" + words.replace(' ', '+') + (sort == null ? "" : "&sort=" + sort));
        ListQuery query = whole;
        for (int first = 0; first < Math.min(found.size(), 2 * PAGE); first += PAGE) {
            List<Row> page = lists.rows(query, PAGE);

            assertThat(page)
                    .extracting(row -> whole.json(row).toJsonObject().getString("assetTag"))
                    .isEqualTo(found.subList(first, Math.min(first + PAGE, found.size())));
            if (isFew && first == 0) {
                assertThat(rows(lists.analyzed(query, PAGE))).isLessThan(READ_MAX);
            }
            query = query.after(query.position(page.get(page.size() - 1)));
        }
    }

    /** The index of words has a word of a record only among those of all other records. */
    @Test
    void andFindsTheWordsOfARecordByTheRecord() {
        ListQuery twoRareWords = lists.query("/cyber-assets?q=12+13");

        assertThat(lists.rows(twoRareWords, PAGE)).isEmpty();
        assertThat(lists.plan(twoRareWords))
                .containsPattern("using cyber_asset_word_pkey [^\n]*\n *Index Cond: [^\n]*ROW\\(record_id, word\\) >=")
                .doesNotContainPattern("using cyber_asset_word_by_word [^\n]*\n *Index Cond: [^\n]*record_id =");
    }

    /** Returns the tags of all assets that have the words. */
    private static List<String> found(String words, String order) throws SQLException {
        List<String> tags = new ArrayList<>();
        try (Connection owner = SERVICE.database().ownerConnection();
                PreparedStatement statement = owner.prepareStatement(FOUND.formatted(order))) {
            owner.setAutoCommit(false);
            owner.createStatement().execute("SET LOCAL app.organization_id = '" + CALLER.organization() + "'");
            statement.setString(1, words);
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                tags.add(rows.getString(1));
            }
        }
        return tags;
    }

    /** Returns the number of records that the scans of a plan have read. */
    private static long rows(JsonObject node) {
        long rows = "cyber_asset".equals(node.getString("Relation Name"))
                ? Math.round((node.getDouble("Actual Rows") + node.getDouble("Rows Removed by Filter", 0.0))
                        * node.getLong("Actual Loops"))
                : 0;
        for (Object child : node.getJsonArray("Plans", new JsonArray())) {
            rows += rows((JsonObject) child);
        }
        return rows;
    }
}
