package com.raptorcomply.resources.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Responses show facilities, control centers, systems and areas with the contract's fields, in its order and types. */
class InventoryIsReadTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);

    @Test
    void facility() {
        UUID id = records.facility("F-1");

        JsonObject facility = caller.get("/facilities/" + id).object();

        assertThat(facility.fieldNames())
                .containsExactly(
                        "id",
                        "title",
                        "facilityCode",
                        "facilityType",
                        "bes",
                        "impactLevel",
                        "capacityMw",
                        "capacityMva",
                        "voltageKv",
                        "regionalEntity",
                        "registrationStatus",
                        "interconnection",
                        "lastReviewDate",
                        "generationType",
                        "latitude",
                        "createdAt",
                        "updatedAt",
                        "isDeleted");
        assertThat(facility.getString("capacityMw")).isEqualTo("205.50");
        assertThat(facility.getString("latitude")).isEqualTo("48.3689");
        assertThat(facility.getString("interconnection")).isEqualTo("québec");
        assertThat(facility.getString("lastReviewDate")).isEqualTo("2026-04-01");
        assertThat(facility.getJsonArray("generationType")).containsExactly("wind_onshore", "storage");
        assertThat(facility.getBoolean("isDeleted")).isFalse();
        assertThat(caller.get("/facilities").array()).isEqualTo(new JsonArray().add(facility));
    }

    @Test
    void controlCenterWithCountsInTheList() {
        UUID center = records.controlCenter("CC-1");
        UUID facility = records.facilityOf(center, "F-1");
        UUID system = records.systemIn("control_center_id", center, "S-1");
        records.systemIn("facility_id", facility, "S-2");
        caller.post("/cyber-assets", Records.asset(system, "T-1"));
        String gone = caller.post("/cyber-assets", Records.asset(system, "T-2")).header("Location");
        caller.delete(gone);

        JsonObject single = caller.get("/control-centers/" + center).object();
        JsonObject listed = caller.get("/control-centers").array().getJsonObject(0);

        assertThat(single.getDouble("recoveryTimeObjective")).isEqualTo(4.5);
        assertThat(single.getJsonObject("address").encode())
                .isEqualTo("{\"addressLine1\":\"1 Main St\",\"city\":\"Fargo\"}");
        assertThat(single.fieldNames()).doesNotContain("managedFacilitiesCount", "recoveryPointObjective", "isDeleted");
        assertThat(listed.getInteger("managedFacilitiesCount")).isEqualTo(1);
        assertThat(listed.getInteger("cyberSystemsCount")).isEqualTo(1);
        assertThat(listed.getInteger("cyberAssetsCount")).isEqualTo(1);
    }

    @Test
    void cyberSystem() {
        UUID facility = records.facility("F-1");
        UUID id = records.systemIn("facility_id", facility, "S-1");

        JsonObject system = caller.get("/cyber-systems/" + id).object();

        assertThat(system.fieldNames())
                .containsExactly(
                        "id",
                        "systemTitle",
                        "systemCode",
                        "systemType",
                        "systemFunction",
                        "externalRoutableConnectivity",
                        "interactiveRemoteAccess",
                        "facilityId",
                        "createdAt",
                        "updatedAt",
                        "isDeleted");
        assertThat(system.getString("facilityId")).isEqualTo(facility.toString());
    }

    @Test
    void physicalAreaWithItsAssets() {
        UUID facility = records.facility("F-1");
        UUID system = records.systemIn("facility_id", facility, "S-1");
        JsonObject asset =
                caller.post("/cyber-assets", Records.asset(system, "T \"1\"")).object();
        UUID id = records.area(facility, "Relay house", UUID.fromString(asset.getString("id")));
        UUID empty = records.area(facility, "Yard");

        Answer area = caller.get("/physical-areas/" + id);

        assertThat(area.object().getJsonArray("cyberAssets").encode())
                .isEqualTo(new JsonArray()
                        .add(new JsonObject()
                                .put("id", asset.getString("id"))
                                .put("assetTitle", asset.getString("assetTitle"))
                                .put("assetTag", "T \"1\""))
                        .encode());
        assertThat(area.object().containsKey("description")).isTrue();
        assertThat(caller.get("/physical-areas/" + empty).object().getJsonArray("cyberAssets"))
                .isEmpty();
        caller.patch("/cyber-assets/" + asset.getString("id"), new JsonObject().put("assetTitle", "Renamed"));
        assertThat(caller.get("/physical-areas/" + id).header("ETag")).isNotEqualTo(area.header("ETag"));
    }

    @Test
    void deletedAssetStandsInNoArea() {
        UUID facility = records.facility("F-1");
        UUID system = records.systemIn("facility_id", facility, "S-1");
        Answer asset = caller.post("/cyber-assets", Records.asset(system, "T-1"));
        UUID id = records.area(
                facility, "Relay house", UUID.fromString(asset.object().getString("id")));

        caller.delete(asset.header("Location"));

        assertThat(caller.get("/physical-areas/" + id).object().getJsonArray("cyberAssets"))
                .isEmpty();
    }
}
