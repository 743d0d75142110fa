package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyActionsAreInTheActivityLogTest {
    private final TestService service = TestService.shared();
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);

    @Test
    void eachOneOnceWithItsAuthorAndNeverASecret() {
        JsonObject createdKey = service.mint(admin, new JsonObject());
        String path = "/api-keys/" + createdKey.getString("id");
        service.patch(admin, path, new JsonObject().put("name", "Renamed"));
        String rotated = service.post(admin, path + "/secrets", new JsonObject())
                .object()
                .getString("key");
        service.delete(admin, path + "/secrets/" + createdKey.getString("key").substring(9, 20));
        service.delete(admin, path);
        Reply last = service.delete(admin, path);

        Reply log = service.get(admin, "/activity?resourceType=api-key");

        assertThat(last.status()).isEqualTo(200);
        assertThat(entries(log))
                .extracting(entry -> entry.getString("action"))
                .containsExactly("revoke", "revoke-secret", "rotate", "update", "create");
        assertThat(entries(log)).allSatisfy(entry -> {
            assertThat(entry.getString("resourceId")).isEqualTo(createdKey.getString("id"));
            assertThat(entry.getJsonObject("actor").getString("id")).isEqualTo(String.valueOf(admin.keyId()));
            assertThat(entry.getString("requestId")).isNotEmpty();
        });
        assertThat(log.body())
                .doesNotContain(createdKey.getString("key").substring(20))
                .doesNotContain(rotated.substring(20));
    }

    @Test
    void updateTellsWhatWasChanged() {
        JsonObject createdKey =
                service.mint(admin, new JsonObject().put("permissions", new JsonArray().add("tasks:read")));

        service.patch(
                admin,
                "/api-keys/" + createdKey.getString("id"),
                new JsonObject().put("permissions", new JsonArray().add("tasks:write")));

        JsonObject changes =
                entries(service.get(admin, "/activity?action=update")).get(0).getJsonObject("changes");
        assertThat(changes.fieldNames()).containsExactly("permissions");
        assertThat(changes.getJsonObject("permissions").getJsonArray("to")).containsExactly("tasks:write");
    }

    @Test
    void restrictionIsThereToo() {
        JsonObject createdKey = service.mint(admin, new JsonObject());
        String id = service.post(
                        admin,
                        "/access-control",
                        new JsonObject()
                                .put("keyId", createdKey.getString("id"))
                                .put("operations", new JsonArray().add("read")))
                .object()
                .getString("id");
        service.delete(admin, "/access-control/" + id);

        assertThat(entries(service.get(admin, "/activity?resourceType=restriction")))
                .extracting(entry -> entry.getString("action"))
                .containsExactly("delete", "create");
    }

    private static List<JsonObject> entries(Reply log) {
        assertThat(log.status()).as(log.body()).isEqualTo(200);
        return log.array().stream().map(JsonObject.class::cast).toList();
    }
}
