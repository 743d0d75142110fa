package com.raptorcomply.acceptance.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A key has its permissions and no others, and a change of them applies while the key is in use. */
@ExtendWith(RunningWhole.class)
class PermissionsAreEnforcedTest {

    @Test
    void aSubsetIsASubset(Whole whole) {
        Client client = clientWith(whole, "facilities:read");
        assertThat(client.get("/facilities?limit=1").status()).isEqualTo(200);
        assertForbidden(client.get("/cyber-assets?limit=1"));
        assertForbidden(client.post("/cyber-assets", whole.newAsset()));
    }

    @Test
    void noneIsNone(Whole whole) {
        Client client = clientWith(whole);
        assertThat(client.get("/validate").status()).isEqualTo(200);
        assertForbidden(client.get("/facilities"));
    }

    @Test
    void anIntegrationKeyManagesNothing(Whole whole) {
        Client client = whole.clientA();
        assertForbidden(client.get("/api-keys"));
        assertForbidden(
                client.post("/api-keys", new JsonObject().put("name", "n").put("kind", "organization")));
        assertForbidden(
                client.delete("/api-keys/" + client.get("/validate").json().getString("keyId")));
    }

    @Test
    void aChangeTakesEffectAtOnce(Whole whole) {
        JsonObject made = whole.makeKey(new JsonObject());
        Client client = whole.stranger().with(made.getString("key"));
        assertThat(client.get("/cyber-assets?limit=1").status()).isEqualTo(200);

        Reply changed = whole.adminA()
                .patch(
                        "/api-keys/" + made.getString("id"),
                        new JsonObject().put("permissions", new JsonArray().add("facilities:read")));

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertForbidden(client.get("/cyber-assets?limit=1"));
        assertThat(client.get("/facilities?limit=1").status()).isEqualTo(200);
    }

    private static Client clientWith(Whole whole, String... permissions) {
        JsonArray list = new JsonArray();
        for (String permission : permissions) {
            list.add(permission);
        }
        JsonObject made = whole.makeKey(new JsonObject().put("permissions", list));
        return whole.stranger().with(made.getString("key"));
    }

    private static void assertForbidden(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(403);
        assertThat(reply.errorWithoutRequestId().getMap())
                .containsEntry("error", "Forbidden")
                .containsEntry("message", "You do not have permission to perform this action")
                .containsEntry("code", "permission_missing")
                .containsKey("permission");
    }
}
