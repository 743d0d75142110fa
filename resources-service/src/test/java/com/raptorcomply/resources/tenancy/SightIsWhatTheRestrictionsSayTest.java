package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A restricted caller sees the rows that an earlier, slower function allows, which judges each row by itself, both in statements
 * that find all that it sees and in those that judge one record. The oracle
 * looks the manager of a facility up without restrictions: one that only a part of the restrictions names counts, too.
 */
class SightIsWhatTheRestrictionsSayTest {
    private static final long SEED = Long.getLong("sight.seed", System.nanoTime());
    private static final int RUNS = Integer.getInteger("sight.runs", 40);

    /** As the policies were before, for the owner, whom no restriction binds. */
    private static final String ORACLE = """
            CREATE FUNCTION pg_temp.sees(system uuid, place_facility uuid, place_center uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
            DECLARE manager uuid;
            BEGIN
              IF place_facility IS NOT NULL AND place_center IS NULL THEN
                SELECT f.control_center_id INTO manager FROM facility f WHERE f.id = place_facility;
              END IF;
              RETURN NOT EXISTS (
                SELECT FROM json_to_recordset(current_setting('app.restrictions')::json)
                  AS r(facilities uuid[], "controlCenters" uuid[], "cyberSystems" uuid[])
                WHERE cardinality(r.facilities || r."controlCenters" || r."cyberSystems") > 0
                  AND NOT COALESCE(system = ANY (r."cyberSystems"), false)
                  AND NOT COALESCE(place_facility = ANY (r.facilities), false)
                  AND NOT COALESCE(COALESCE(place_center, manager) = ANY (r."controlCenters"), false));
            END $$""";

    private static final String SYSTEMS =
            "SELECT id FROM cyber_system WHERE pg_temp.sees(id, facility_id, control_center_id)";
    private static final String ASSETS = "SELECT id FROM cyber_asset WHERE cyber_system_id IN (" + SYSTEMS + ")";
    private static final String AREAS =
            "SELECT id FROM physical_area WHERE pg_temp.sees(NULL, facility_id, control_center_id)";

    private static final Map<String, String> SEEN = Map.of(
            "SELECT id FROM control_center",
            "SELECT id FROM control_center WHERE pg_temp.sees(NULL, NULL, id)",
            "SELECT id FROM facility",
            "SELECT id FROM facility WHERE pg_temp.sees(NULL, id,"
                    + " COALESCE(control_center_id, '00000000-0000-0000-0000-000000000000'))",
            "SELECT id FROM cyber_system",
            SYSTEMS,
            "SELECT id FROM cyber_asset",
            ASSETS,
            "SELECT id FROM physical_area",
            AREAS,
            "SELECT concat(physical_area_id, cyber_asset_id) FROM physical_area_cyber_asset",
            "SELECT concat(physical_area_id, cyber_asset_id) FROM physical_area_cyber_asset WHERE physical_area_id IN ("
                    + AREAS + ") AND cyber_asset_id IN (" + ASSETS + ")",
            "SELECT resource_id FROM activity",
            "SELECT resource_id FROM activity WHERE resource_type = 'cyber_asset' AND resource_id IN (" + ASSETS + ")");

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final Random random = new Random(SEED);
    private final List<UUID> centers = new ArrayList<>();
    private final List<UUID> facilities = new ArrayList<>();
    private final List<UUID> systems = new ArrayList<>();
    private final Connection owner = UnderTest.shared().database().ownerConnection();
    private final Connection user = UnderTest.shared().database().userConnection();

    SightIsWhatTheRestrictionsSayTest() throws SQLException {}

    @BeforeEach
    void fill() throws SQLException {
        for (int i = 0; i < 3; i++) {
            centers.add(records.controlCenter("CC-" + i));
        }
        for (int i = 0; i < 6; i++) {
            facilities.add(i < 2 ? records.facility("F-" + i) : records.facilityOf(centers.get(i % 3), "F-" + i));
        }
        for (int i = 0; i < 12; i++) {
            boolean inFacility = i % 4 > 0;
            List<UUID> places = inFacility ? facilities : centers;
            systems.add(records.systemIn(
                    inFacility ? "facility_id" : "control_center_id", places.get(i % places.size()), "S-" + i));
        }
        List<UUID> assets = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            assets.add(UUID.fromString(caller.post("/cyber-assets", Records.asset(systems.get(i % 12), "T-" + i))
                    .object()
                    .getString("id")));
        }
        caller.delete("/cyber-assets/" + assets.get(5));
        for (int i = 0; i < 6; i++) {
            records.area(facilities.get(i), "A-" + i, assets.get(i), assets.get(i + 7));
        }
        owner.setAutoCommit(false);
        user.setAutoCommit(false);
        try (Statement statement = owner.createStatement()) {
            statement.execute(ORACLE);
        }
        owner.commit();
    }

    @AfterEach
    void close() throws SQLException {
        owner.close();
        user.close();
    }

    @Test
    void sameRowsAsRowByRow() throws SQLException {
        int notEmpty = 0;
        for (int run = 0; run < RUNS; run++) {
            String restrictions = restrictions();
            become(owner, restrictions);
            become(user, restrictions);
            for (Map.Entry<String, String> each : SEEN.entrySet()) {
                List<String> expected = strings(owner, each.getValue());
                for (String sight : List.of("", "row")) {
                    strings(user, "SELECT set_config('app.sight', '" + sight + "', true)");
                    assertThat(strings(user, each.getKey()))
                            .as("seed %d, %s, %s, sight '%s'", SEED, each.getKey(), restrictions, sight)
                            .containsExactlyInAnyOrderElementsOf(expected);
                }
                notEmpty += expected.isEmpty() ? 0 : 1;
            }
            if (run % 4 == 0) {
                pages(restrictions);
            }
            owner.rollback();
            user.rollback();
        }
        assertThat(notEmpty).isGreaterThan(RUNS);
    }

    @Test
    void operationsAloneLimitNoRows() throws SQLException {
        for (String all :
                List.of("", "[]", "[{}]", "[{\"facilities\":[],\"controlCenters\":[],\"cyberSystems\":[]}]")) {
            become(user, all);
            assertThat(strings(user, "SELECT id FROM cyber_asset")).as(all).hasSize(24);
            assertThat(strings(user, "SELECT seen_systems()::text")).containsExactly((String) null);
            user.rollback();
        }
    }

    /** The pages of a restricted caller have the first of its rows, in their order. */
    private void pages(String restrictions) throws SQLException {
        if (strings(user, "SELECT tenant_restricted()::text").contains("false")) {
            return;
        }
        int portion = 1 + random.nextInt(8);
        boolean gone = random.nextBoolean();
        List<String> all = strings(user, all(gone) + " ORDER BY id");
        assertThat(paged("'00000000-0000-0000-0000-000000000000'", "'%s'", portion, gone))
                .as("seed %d, pages of %d, %s", SEED, portion, restrictions)
                .isEqualTo(all);
        assertThat(paged(
                        "'-infinity', '00000000-0000-0000-0000-000000000000'",
                        "(SELECT updated_at FROM cyber_asset WHERE id = '%s'), '%1$s'",
                        portion,
                        gone))
                .as("seed %d, changes in pages of %d, %s", SEED, portion, restrictions)
                .isEqualTo(strings(
                        user,
                        "SELECT id FROM (" + all(gone) + ") a JOIN cyber_asset USING (id) ORDER BY updated_at, id"));
    }

    private static String all(boolean gone) {
        return "SELECT id FROM cyber_asset" + (gone ? "" : " WHERE deleted_at IS NULL");
    }

    /** Reads all pages; the position is before all, then after the last id of the page before. */
    private List<String> paged(String first, String next, int portion, boolean gone) throws SQLException {
        List<String> paged = new ArrayList<>();
        String after = first;
        for (boolean more = true; more; ) {
            List<String> page = strings(user, "SELECT seen_assets(" + after + ", " + portion + ", " + gone + ")");
            paged.addAll(page);
            more = page.size() == portion;
            after = page.isEmpty() ? after : next.formatted(page.get(page.size() - 1));
        }
        return paged;
    }

    private String restrictions() {
        JsonArray restrictions = new JsonArray();
        for (int i = random.nextInt(4); i >= 0; i--) {
            restrictions.add(new JsonObject()
                    .put("facilities", some(facilities))
                    .put("controlCenters", some(centers))
                    .put("cyberSystems", some(systems)));
        }
        return restrictions.encode();
    }

    /** Returns none, half of the times, else some ids, sometimes one that does not exist. */
    private JsonArray some(List<UUID> ids) {
        JsonArray some = new JsonArray();
        if (random.nextBoolean()) {
            ids.stream()
                    .filter(id -> random.nextInt(3) == 0)
                    .map(UUID::toString)
                    .forEach(some::add);
            if (random.nextInt(5) == 0) {
                some.add(UUID.randomUUID().toString());
            }
        }
        return some;
    }

    private void become(Connection connection, String restrictions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT set_config('app.organization_id', ?, true), set_config('app.restrictions', ?, true)")) {
            statement.setString(1, caller.organization().toString());
            statement.setString(2, restrictions);
            statement.execute();
        }
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
