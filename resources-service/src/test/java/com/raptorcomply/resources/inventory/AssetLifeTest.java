package com.raptorcomply.resources.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A cyber asset is created, read, changed, replaced and deleted. Afterwards only sync jobs see it. */
class AssetLifeTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final UUID system = Records.of(caller).system("S1");

    @Test
    void wholeLife() {
        JsonObject sent =
                Records.asset(system, "T-1").put("ipAddress", "10.1.2.3").put("lastAuditDate", "2026-01-31");

        Answer created = caller.post("/cyber-assets", sent);

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String path = created.header("Location");
        assertThat(path).isEqualTo("/cyber-assets/" + created.object().getString("id"));
        JsonObject shown = created.object();
        assertThat(shown.fieldNames())
                .startsWith("id", "assetTitle", "assetTag", "count", "cyberSystemId")
                .endsWith("createdAt", "updatedAt", "isDeleted");
        assertThat(shown.getMap()).containsAllEntriesOf(sent.getMap()).containsEntry("physicalLocation", null);
        assertThat(shown.containsKey("macAddress")).isFalse();
        assertThat(shown.getString("createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

        Answer read = caller.get(path);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(created.body());
        assertThat(read.header("ETag")).isEqualTo(created.header("ETag")).matches("\"[A-Za-z0-9_-]{22}\"");

        Answer changed = caller.patch(path, new JsonObject().put("count", 3).putNull("ipAddress"));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.object().getInteger("count")).isEqualTo(3);
        assertThat(changed.object().containsKey("ipAddress")).isFalse();
        assertThat(changed.object().getString("updatedAt")).isGreaterThan(shown.getString("updatedAt"));

        Answer replaced = caller.put(path, Records.asset(system, "T-2"));
        assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
        assertThat(replaced.object().getString("assetTag")).isEqualTo("T-2");
        assertThat(replaced.object().containsKey("lastAuditDate")).isFalse();

        assertThat(caller.delete(path).status()).isEqualTo(204);
        assertThat(caller.get(path).status()).isEqualTo(404);
        assertThat(caller.delete(path).status()).isEqualTo(404);
        assertThat(caller.patch(path, new JsonObject().put("count", 1)).status())
                .isEqualTo(404);
        assertThat(caller.get("/cyber-assets").array()).isEmpty();
        JsonObject remembered =
                caller.get("/cyber-assets?includeDeleted=true").array().getJsonObject(0);
        assertThat(remembered.getBoolean("isDeleted")).isTrue();
    }
}
