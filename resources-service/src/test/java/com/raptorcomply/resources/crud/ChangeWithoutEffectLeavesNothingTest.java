package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Bodies;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A change to values that mean the same as the stored ones, however they are written, is neither stored nor logged. */
class ChangeWithoutEffectLeavesNothingTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);

    @Test
    void wholeNumberAndIdOfAnAsset() {
        UUID system = records.system("S-1");

        assertUnchanged(
                caller.post("/cyber-assets", Records.asset(system, "T-1")),
                new JsonObject()
                        .put("count", new BigDecimal("1.0"))
                        .put("cyberSystemId", system.toString().toUpperCase(Locale.ROOT))
                        .putNull("macAddress"));
    }

    @Test
    void decimalsOfAFacility() {
        JsonObject facility = Bodies.facility("F-1")
                .put("latitude", "48.30")
                .put("generationType", new JsonArray().add("solar").add("storage"));

        assertUnchanged(
                caller.post("/facilities", facility),
                new JsonObject()
                        .put("capacityMw", "205.5")
                        .put("capacityMva", "230.000")
                        .put("latitude", "48.3")
                        .put("generationType", new JsonArray().add("solar").add("storage")));
    }

    @Test
    void numberAndAddressOfAControlCenter() {
        assertUnchanged(
                caller.post("/control-centers", Bodies.controlCenter("C-1")),
                new JsonObject()
                        .put("recoveryTimeObjective", new BigDecimal("4.00"))
                        .put("address", new JsonObject().put("city", "Fargo").putNull("zip")));
    }

    private void assertUnchanged(Answer created, JsonObject change) {
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String path = created.header("Location");
        Answer patched = caller.patch(path, change);
        Answer replaced = caller.put(path, created.object().mergeIn(change));

        assertThat(patched.body()).isEqualTo(created.body());
        assertThat(replaced.body()).isEqualTo(created.body());
        assertThat(replaced.header("ETag")).isEqualTo(created.header("ETag"));
        assertThat(records.query("SELECT action FROM activity WHERE action = 'update'"))
                .isEmpty();
    }
}
