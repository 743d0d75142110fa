package com.raptorcomply.acceptance.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cyber asset is created, read, changed and deleted through the gateway. */
@ExtendWith(RunningWhole.class)
class CyberAssetLifeTest {

    @Test
    void fromCreationToDeletion(Whole whole) {
        Client client = whole.clientA();
        JsonObject body = whole.newAsset();

        Reply created = client.post("/cyber-assets", body);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        String path = created.header("Location").orElseThrow();
        assertThat(path).endsWith("/cyber-assets/" + created.json().getString("id"));
        assertThat(created.json().getMap()).containsAllEntriesOf(body.getMap());

        String relative = path.substring(path.indexOf("/cyber-assets/"));
        assertThat(client.get(relative).json()).isEqualTo(created.json());

        Reply changed = client.patch(relative, new JsonObject().put("firmwareVersion", "R152"));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.json().getString("firmwareVersion")).isEqualTo("R152");
        assertThat(changed.json().getString("assetTag")).isEqualTo(body.getString("assetTag"));

        assertThat(client.delete(relative).status()).isEqualTo(204);
        assertThat(client.get(relative).status()).isEqualTo(404);
        assertThat(client.delete(relative).status()).isEqualTo(404);
    }

    @Test
    void andItsTagIsItsOwn(Whole whole) {
        JsonObject body = whole.newAsset();
        assertThat(whole.clientA().post("/cyber-assets", body).status()).isEqualTo(201);
        Reply again = whole.clientA().post("/cyber-assets", body);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().getString("error")).isEqualTo("Conflict");
    }
}
