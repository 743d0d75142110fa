package com.raptorcomply.resources.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A PATCH or PUT must result in a complete, valid record. Otherwise the record stays unchanged. */
class ChangeIsCheckedTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID system = records.system("S1");
    private String path = "";
    private String before = "";

    @BeforeEach
    void create() {
        path = caller.post("/cyber-assets", Records.asset(system, "T-1")).header("Location");
        before = caller.get(path).body();
    }

    @Test
    void requiredFieldCannotBeTakenAway() {
        assertRefused(new JsonObject().putNull("model"), 422, "Field 'model' is required");
    }

    @Test
    void wrongValueIsRefused() {
        assertRefused(new JsonObject().put("count", 0), 422, "Field 'count' must be from 1 to 1000000");
    }

    @Test
    void unknownFieldIsRefused() {
        assertRefused(new JsonObject().put("organizationId", "x"), 422, "Unknown field 'organizationId'");
        assertRefused(new JsonObject().putNull("isDeleted"), 422, "Field 'isDeleted' is read-only");
    }

    @Test
    void replacementNeedsEveryRequiredField() {
        Answer refused = caller.put(path, new JsonObject().put("assetTitle", "x"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).isEqualTo("Field 'assetTag' is required");
        assertThat(caller.get(path).body()).isEqualTo(before);
    }

    @Test
    void tagOfAnotherAssetIsAConflict() {
        caller.post("/cyber-assets", Records.asset(system, "T-2"));

        assertRefused(
                new JsonObject().put("assetTag", "T-2"),
                409,
                "Field 'assetTag' has a value that another record already has");
        Answer created = caller.post("/cyber-assets", Records.asset(system, "T-1"));
        assertThat(created.status()).isEqualTo(409);
        assertThat(created.object().getString("field")).isEqualTo("assetTag");
    }

    @Test
    void tagOfARemovedAssetIsFree() {
        caller.delete(path);

        assertThat(caller.post("/cyber-assets", Records.asset(system, "T-1")).status())
                .isEqualTo(201);
    }

    @Test
    void assetMovesToAnotherSystem() {
        UUID other = records.system("S2");

        Answer moved = caller.patch(path, new JsonObject().put("cyberSystemId", other.toString()));

        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.object().getString("cyberSystemId")).isEqualTo(other.toString());
    }

    @Test
    void assetDoesNotMoveToNowhere() {
        assertRefused(
                new JsonObject().put("cyberSystemId", UUID.randomUUID().toString()),
                422,
                "Field 'cyberSystemId' refers to a record that does not exist");
        records.execute("UPDATE cyber_system SET deleted_at = now() WHERE id = '" + system + "'");
        Answer refused = caller.post("/cyber-assets", Records.asset(system, "T-9"));
        assertThat(refused.status()).isEqualTo(422);
    }

    @Test
    void changeOfNothingChangesNothing() {
        assertSame(new JsonObject().put("count", 1).putNull("macAddress"));
        assertSame(new JsonObject().put("count", new BigDecimal("1.0")));
        assertSame(new JsonObject().put("cyberSystemId", system.toString().toUpperCase(Locale.ROOT)));
    }

    private void assertSame(JsonObject patch) {
        Answer same = caller.patch(path, patch);

        assertThat(same.status()).as(same.body()).isEqualTo(200);
        assertThat(same.body()).isEqualTo(before);
        assertThat(caller.get(path).body()).isEqualTo(before);
    }

    private void assertRefused(JsonObject patch, int status, String message) {
        Answer refused = caller.patch(path, patch);

        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.message()).isEqualTo(message);
        assertThat(caller.get(path).body()).isEqualTo(before);
    }
}
