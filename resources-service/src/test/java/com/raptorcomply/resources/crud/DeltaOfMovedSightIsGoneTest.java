package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A caller gets 410 for a list of changes if its restrictions have changed since, and one with restrictions also if something
 * has moved; others get the list.
 */
class DeltaOfMovedSightIsGoneTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID center = records.controlCenter("CC-1");
    private final UUID facility = records.facilityOf(center, "F-1");
    private final UUID elsewhere = records.facility("F-2");
    private final UUID system = records.systemIn("facility_id", facility, "S-1");
    private final UUID systemElsewhere = records.systemIn("facility_id", elsewhere, "S-2");
    private final String asset =
            caller.post("/cyber-assets", Records.asset(system, "T-1")).header("Location");
    private final Caller restricted = caller.withAnotherKey().withRestrictions(restriction(facility));

    @ParameterizedTest
    @ValueSource(strings = {"asset", "system", "facility", "area"})
    void afterAMoveUntilTheListIsReadAgain(String what) {
        String area = caller.post(
                        "/physical-areas",
                        new JsonObject()
                                .put("name", "Yard")
                                .put("regulatoryType", "PSP")
                                .put("facilityId", "" + facility))
                .header("Location");
        String since = restricted.get("/cyber-assets").header("Changes-Since");
        assertThat(changes(restricted, since).status()).isEqualTo(200);

        Answer moved =
                switch (what) {
                    case "asset" -> caller.patch(asset, new JsonObject().put("cyberSystemId", "" + systemElsewhere));
                    case "system" ->
                        caller.patch("/cyber-systems/" + system, new JsonObject().put("facilityId", "" + elsewhere));
                    case "facility" ->
                        caller.patch("/facilities/" + facility, new JsonObject().putNull("controlCenterId"));
                    default -> caller.patch(area, new JsonObject().put("facilityId", "" + elsewhere));
                };

        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
        Answer gone = changes(restricted, since);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.object().getString("code")).isEqualTo("sight_moved");
        assertThat(gone.object().getString("error")).isEqualTo("Gone");
        assertThat(changes(caller, since).status()).isEqualTo(200);
        String next = restricted.get("/cyber-assets?limit=1").header("Changes-Since");
        assertThat(changes(restricted, next).status()).isEqualTo(200);
    }

    @Test
    void notAfterOtherChanges() {
        String since = restricted.get("/cyber-assets").header("Changes-Since");

        caller.patch(asset, new JsonObject().put("count", 2));
        caller.patch("/cyber-systems/" + system, new JsonObject().put("systemTitle", "Other"));
        caller.post("/cyber-assets", Records.asset(systemElsewhere, "T-2"));
        caller.delete(asset);

        assertThat(changes(restricted, since).array()).hasSize(1);
    }

    @Test
    void whereTheRestrictionsHaveChangedBetweenPages() {
        String page = "/cyber-assets?limit=1&updatedSince="
                + restricted.get("/cyber-assets").header("Changes-Since");
        caller.post("/cyber-assets", Records.asset(system, "T-2"));
        caller.post("/cyber-assets", Records.asset(system, "T-3"));
        String next = restricted.get(page).header("Link").replaceFirst("<([^>]+)>.*", "$1");

        assertThat(restricted.get(next).status()).isEqualTo(200);
        assertThat(restricted
                        .withRestrictions(restriction(facility, elsewhere))
                        .get(next)
                        .status())
                .isEqualTo(410);
        assertThat(restricted.withRestrictions().get(next).status()).isEqualTo(410);
    }

    /** Each change of the restrictions counts, also the first one and the end of all of them. */
    @ParameterizedTest
    @CsvSource({"none, one", "one, both", "both, one", "one, other", "one, none"})
    void afterItsRestrictionsHaveChangedUntilTheListIsReadAgain(String before, String after) {
        Caller key = limited(before);
        String since = key.get("/cyber-assets?limit=1").header("Changes-Since");
        assertThat(changes(key, since).status()).isEqualTo(200);

        Caller changed = key.withRestrictions(limited(after).restrictions().toArray(Stamp.Restriction[]::new));

        assertThat(changes(changed, since).status()).isEqualTo(410);
        assertThat(changes(changed, since).status()).as("each time").isEqualTo(410);
        assertThat(changed.get("/cyber-systems?limit=1&updatedSince=" + since).status())
                .as("each list")
                .isEqualTo(410);
        String next = changed.get("/cyber-assets").header("Changes-Since");
        caller.patch(asset, new JsonObject().put("count", 3));
        assertThat(changes(changed, next).status()).isEqualTo(200);
        if (after.equals("none")) {
            assertThat(changes(changed, next).array()).hasSize(1);
        }
        assertThat(changes(changed, since).status())
                .as("another job of the same key")
                .isEqualTo(410);
    }

    /** A whole list notes the change as a list of changes does: the client may not go on with the time that it had before. */
    @Test
    void afterItsRestrictionsHaveChangedAndAnotherJobHasReadTheList() {
        String since = restricted.get("/cyber-assets").header("Changes-Since");
        Caller wider = restricted.withRestrictions(restriction(facility, elsewhere));

        assertThat(wider.get("/facilities").status()).isEqualTo(200);

        assertThat(changes(wider, since).status()).isEqualTo(410);
    }

    @Test
    void notAfterChangesOfRestrictionsThatLimitOperations() {
        String since = restricted.get("/cyber-assets").header("Changes-Since");
        Stamp.Restriction reading = new Stamp.Restriction(List.of(), List.of(), List.of(), List.of("read"));

        assertThat(changes(restricted.withRestrictions(reading, restriction(facility)), since)
                        .status())
                .isEqualTo(200);
        assertThat(changes(restricted.withRestrictions(restriction(facility)), since)
                        .status())
                .isEqualTo(200);
    }

    /** Another person for whom the same key acts has a sight of its own, as another key has. */
    @Test
    void eachPersonAndEachKeyByItself() {
        String since = restricted.get("/cyber-assets").header("Changes-Since");
        Caller acting = restricted.withRestrictions().actingAs(UUID.randomUUID(), "Kim Lee");
        acting.get("/cyber-assets");

        assertThat(changes(acting, since).status()).isEqualTo(200);
        assertThat(changes(restricted, since).status()).isEqualTo(200);
        assertThat(changes(caller, since).status()).isEqualTo(200);
    }

    /** Changes after the list was read again have later times, also when the clock was set back meanwhile. */
    @Test
    void theTimeToGoOnWithIsBeforeAllLaterChanges() throws SQLException {
        restricted.get("/cyber-assets");
        Caller wider = restricted.withRestrictions(restriction(facility, elsewhere));
        String next = wider.get("/cyber-assets").header("Changes-Since");
        assertThat(next).isNotEmpty();

        String ahead;
        try (Connection owner = UnderTest.shared().database().ownerConnection();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("SELECT set_config('app.organization_id', '" + caller.organization() + "', true)");
            try (ResultSet row = statement.executeQuery(
                    "UPDATE sight_change SET changed_at = changed_at + interval '1 hour' RETURNING to_char(changed_at"
                            + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')")) {
                assertThat(row.next()).isTrue();
                ahead = row.getString(1);
            }
            owner.commit();
        }
        String changedAt =
                caller.patch(asset, new JsonObject().put("count", 4)).object().getString("updatedAt");
        assertThat(changedAt).isGreaterThan(ahead);
    }

    private Caller limited(String places) {
        Caller key = caller.withAnotherKey();
        return switch (places) {
            case "none" -> key;
            case "one" -> key.withRestrictions(restriction(facility));
            case "other" -> key.withRestrictions(restriction(elsewhere));
            default -> key.withRestrictions(restriction(facility, elsewhere));
        };
    }

    /**
     * A table whose migration forgets the call would show records for ever that have left the caller's sight. Tables of former
     * versions need none, because no delta is as of a time.
     */
    @Test
    void inEveryTableWhoseRecordsHaveAPlace() throws SQLException {
        List<String> forgotten = new ArrayList<>();
        try (Connection owner = UnderTest.shared().database().ownerConnection();
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT DISTINCT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'restriction'
                          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('facility_id', 'control_center_id',
                            'cyber_system_id', 'cyber_asset_id', 'physical_area_id', 'resource_id', 'subject_id',
                            'related_resource_id')
                        WHERE c.relname NOT LIKE '%\\_version' AND EXISTS (SELECT FROM pg_attribute d WHERE d.attrelid = c.oid AND d.attname = 'updated_at')
                          AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'note_move')""")) {
            while (rows.next()) {
                forgotten.add(rows.getString(1));
            }
        }
        assertThat(forgotten).as("tables without SELECT watch_moves(…)").isEmpty();
    }

    private static Answer changes(Caller asking, String since) {
        return asking.get("/cyber-assets?includeDeleted=true&updatedSince=" + since);
    }

    private static Stamp.Restriction restriction(UUID... facilities) {
        return new Stamp.Restriction(List.of(facilities), List.of(), List.of(), List.of());
    }
}
