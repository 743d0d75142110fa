package com.raptorcomply.resources.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Bodies;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * A record is not deleted while another transaction adds what depends on it, in either order. The other transaction is
 * open and has not committed when the request begins.
 */
class RacingWritesLeaveNoOrphanTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID center = records.controlCenter("CC-1");
    private final UUID facility = records.facility("F-1");
    private final UUID system = records.systemIn("facility_id", facility, "S-1");

    @Test
    void assetAddedWhileItsSystemIsDeleted() throws SQLException {
        Answer deleted = whileOpen(addsAsset(), () -> caller.delete("/cyber-systems/" + system));

        assertThat(deleted.status()).as(deleted.body()).isEqualTo(409);
        assertThat(deleted.object().getJsonObject("dependants")).isEqualTo(new JsonObject().put("cyberAssets", 1));
    }

    @Test
    void systemDeletedWhileAnAssetIsAdded() throws SQLException {
        Answer created = whileOpen(
                deletes("cyber_system", system), () -> caller.post("/cyber-assets", Records.asset(system, "T-1")));

        assertThat(created.status()).isEqualTo(422);
        assertThat(created.object().getString("field")).isEqualTo("cyberSystemId");
    }

    @Test
    void centerDeletedWhileAFacilityIsAssigned() throws SQLException {
        Answer assigned = whileOpen(deletes("control_center", center), this::assign);

        assertThat(assigned.status()).isEqualTo(404);
        assertThat(caller.get("/facilities/" + facility).object().containsKey("controlCenterId"))
                .isFalse();
    }

    @Test
    void facilityAssignedWhileItsCenterIsDeleted() throws SQLException {
        Answer deleted = whileOpen(
                "UPDATE facility SET control_center_id = '" + center + "' WHERE id = '" + facility + "'",
                () -> caller.delete("/control-centers/" + center));

        assertThat(deleted.object().getJsonObject("dependants")).isEqualTo(new JsonObject().put("facilities", 1));
    }

    @Test
    void facilityDeletedWhileItIsAssigned() throws SQLException {
        caller.delete("/cyber-systems/" + system);
        Answer assigned = whileOpen(deletes("facility", facility), this::assign);

        assertThat(assigned.object().getString("field")).isEqualTo("facilityIds[0]");
    }

    @Test
    void lastAssetOfAnAreaMovesAwayWhileTheAreaTakesIt() throws SQLException {
        UUID asset = UUID.fromString(caller.post("/cyber-assets", Records.asset(system, "T-1"))
                .object()
                .getString("id"));
        UUID other = records.systemIn("control_center_id", center, "S-2");
        JsonObject area =
                Bodies.area("facilityId", facility, "Hall").put("cyberAssetIds", new JsonArray().add(asset.toString()));

        Answer created = whileOpen(
                "UPDATE cyber_asset SET cyber_system_id = '" + other + "' WHERE id = '" + asset + "'",
                () -> caller.post("/physical-areas", area));

        assertThat(created.object().getString("field")).isEqualTo("cyberAssetIds[0]");
    }

    private Answer assign() {
        return caller.post(
                "/control-centers/" + center + "/assign-facilities",
                new JsonObject().put("facilityIds", new JsonArray().add(facility.toString())));
    }

    private static String deletes(String table, UUID id) {
        return "UPDATE " + table + " SET deleted_at = now() WHERE id = '" + id + "'";
    }

    private String addsAsset() {
        return """
                INSERT INTO cyber_asset (organization_id, id, asset_title, asset_tag, count, cyber_system_id, cip_asset_category,
                  asset_type, impact_level, manufacturer, model, in_service, dial_up_connectivity, routable_protocol,
                  remote_access_available, baseline_documented, ports_services_documented, logging_enabled)
                SELECT '%s', gen_random_uuid(), 'x', 'T-9', 1, '%s', 'eacms', 't', 'high', 'm', 'm', true, true, true, true, true, true, true
                """.formatted(caller.organization(), system);
    }

    /** Sends the request while a transaction with this statement is open. */
    private Answer whileOpen(String sql, Supplier<Answer> request) throws SQLException {
        try (Connection connection = records.open()) {
            return OpenTransaction.with(connection, sql, request);
        }
    }
}
