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
import org.junit.jupiter.params.provider.ValueSource;

/** A caller with restrictions gets 410 for a list of changes if something has moved since; others get the list. */
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
    private final Caller restricted = caller.withRestrictions(restriction(facility));

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
        assertThat(caller.withRestrictions(restriction(facility, elsewhere))
                        .get(next)
                        .status())
                .isEqualTo(410);
        assertThat(caller.get(next).status()).isEqualTo(410);
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
