package com.raptorcomply.resources.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A record on which others depend cannot be deleted: the response counts them. Without them it can. */
class DeletionWithDependantsIsRefusedTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID center = records.controlCenter("CC-1");

    @Test
    void system() {
        UUID system = records.system("S-1");
        String first =
                caller.post("/cyber-assets", Records.asset(system, "T-1")).header("Location");
        assertCounts(
                "/cyber-systems/" + system, "The record has 1 cyber asset", new JsonObject().put("cyberAssets", 1));
        String second =
                caller.post("/cyber-assets", Records.asset(system, "T-2")).header("Location");
        assertCounts(
                "/cyber-systems/" + system, "The record has 2 cyber assets", new JsonObject().put("cyberAssets", 2));

        caller.delete(first);
        caller.delete(second);

        assertDeleted("/cyber-systems", system);
    }

    @Test
    void facility() {
        UUID facility = records.facility("F-1");
        UUID system = records.systemIn("facility_id", facility, "S-1");
        UUID area = records.area(facility, "Yard");
        records.area(facility, "Hall");
        assertCounts(
                "/facilities/" + facility,
                "The record has 1 cyber system and 2 physical areas",
                new JsonObject().put("cyberSystems", 1).put("physicalAreas", 2));

        caller.delete("/cyber-systems/" + system);
        caller.patch(
                "/physical-areas/" + area,
                new JsonObject().putNull("facilityId").put("controlCenterId", center.toString()));
        assertCounts(
                "/facilities/" + facility, "The record has 1 physical area", new JsonObject().put("physicalAreas", 1));
    }

    @Test
    void controlCenter() {
        UUID facility = records.facilityOf(center, "F-1");
        records.facilityOf(center, "F-2");
        UUID system = records.systemIn("control_center_id", center, "S-1");
        assertCounts(
                "/control-centers/" + center,
                "The record has 2 facilities and 1 cyber system",
                new JsonObject().put("facilities", 2).put("cyberSystems", 1));

        caller.delete("/cyber-systems/" + system);
        caller.delete("/facilities/" + facility);
        assertCounts("/control-centers/" + center, "The record has 1 facility", new JsonObject().put("facilities", 1));
    }

    @Test
    void areaWithAssetsIsDeletedAndTheAssetsStay() {
        UUID facility = records.facility("F-1");
        Answer asset =
                caller.post("/cyber-assets", Records.asset(records.systemIn("facility_id", facility, "S-1"), "T-1"));
        UUID area =
                records.area(facility, "Yard", UUID.fromString(asset.object().getString("id")));

        assertDeleted("/physical-areas", area);
        assertThat(caller.get(asset.header("Location")).status()).isEqualTo(200);
    }

    /** A condition that does not hold comes first, because the client has to read the record again anyway. */
    @Test
    void conditionComesBeforeTheDependants() {
        UUID system = records.system("S-1");
        caller.post("/cyber-assets", Records.asset(system, "T-1"));

        assertThat(caller.delete("/cyber-systems/" + system, "If-Match", "\"other\"")
                        .status())
                .isEqualTo(412);
        assertThat(caller.delete("/cyber-systems/" + system, "If-None-Match", "*")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void dependantsAreNotToldToOthers() {
        UUID system = records.system("S-1");
        caller.post("/cyber-assets", Records.asset(system, "T-1"));

        assertThat(Caller.ofNewOrganization().delete("/cyber-systems/" + system).status())
                .isEqualTo(404);
        assertThat(caller.withPermissions("cyber-systems:read")
                        .delete("/cyber-systems/" + system)
                        .status())
                .isEqualTo(403);
    }

    private void assertCounts(String path, String message, JsonObject dependants) {
        Answer refused = caller.delete(path);
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.object().getString("error")).isEqualTo("Conflict");
        assertThat(refused.object().getString("code")).isEqualTo("has_dependants");
        assertThat(refused.message()).isEqualTo(message);
        assertThat(refused.object().getJsonObject("dependants")).isEqualTo(dependants);
        assertThat(refused.object().containsKey("field")).isFalse();
        assertThat(caller.get(path).status()).isEqualTo(200);
    }

    private void assertDeleted(String list, UUID id) {
        Answer deleted = caller.delete(list + "/" + id);
        assertThat(deleted.status()).as(deleted.body()).isEqualTo(204);
        assertThat(caller.get(list + "/" + id).status()).isEqualTo(404);
        JsonObject gone = caller.get(list + "?includeDeleted=true").array().stream()
                .map(JsonObject.class::cast)
                .filter(record -> record.getString("id").equals(id.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(gone.getBoolean("isDeleted")).isTrue();
        assertThat(gone.getString("deletedAt")).isEqualTo(gone.getString("updatedAt"));
    }
}
