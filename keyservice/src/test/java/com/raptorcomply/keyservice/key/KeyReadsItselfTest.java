package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyReadsItselfTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final JsonObject createdKey = service.mint(
            admin,
            new JsonObject()
                    .put("permissions", new JsonArray().add("cyber-assets:read").add("cyber-assets:create"))
                    .put("allowedCidrs", new JsonArray().add("192.0.2.0/24"))
                    .put("rateLimit", new JsonObject().put("requests", 5).put("periodSeconds", 1))
                    .put(
                            "restrictions",
                            new JsonArray().add(new JsonObject().put("operations", new JsonArray().add("read")))));

    @Test
    void withWhatItMayReallyDo() {
        TestCaller itself = TestCaller.organizationKey(organizationId, TestService.strings(createdKey, "permissions"))
                .withKey(UUID.fromString(createdKey.getString("id")))
                .restrictedTo("read");

        Reply reply = service.get(itself, "/api-keys/self");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        JsonObject own = reply.object();
        assertThat(own.getString("keyId")).isEqualTo(createdKey.getString("id"));
        assertThat(TestService.strings(own, "permissions")).containsExactly("cyber-assets:read");
        assertThat(TestService.strings(own.getJsonArray("restrictions").getJsonObject(0), "operations"))
                .containsExactly("read");
        assertThat(TestService.strings(own, "allowedCidrs")).containsExactly("192.0.2.0/24");
        assertThat(own.getJsonObject("rateLimit").getInteger("requests")).isEqualTo(5);
        assertThat(own.getJsonArray("secrets").getJsonObject(0).getString("masked"))
                .contains("…");
        assertThat(reply.body()).doesNotContain(createdKey.getString("key"));
    }

    @Test
    void personsKeyHasItsOwnersRestrictionsToo() {
        TestCaller person = service.person(organizationId, UserRole.USER);
        String id = service.post(
                        person,
                        "/api-keys",
                        new JsonObject().put("name", "Mine").put("kind", "user"))
                .object()
                .getString("id");
        service.post(
                admin,
                "/access-control",
                new JsonObject()
                        .put("userId", String.valueOf(person.ownerUserId()))
                        .put("operations", new JsonArray().add("read")));

        JsonObject own = service.get(person.withKey(UUID.fromString(id)), "/api-keys/self")
                .object();

        assertThat(own.getJsonArray("restrictions")).hasSize(1);
        assertThat(own.getString("ownerUserId")).isEqualTo(String.valueOf(person.ownerUserId()));
        assertThat(own.getString("role")).isEqualTo("user");
    }

    @Test
    void keyThatIsUnknownHereIsNotFound() {
        assertThat(service.get(TestCaller.organizationKey(organizationId, List.of()), "/api-keys/self")
                        .status())
                .isEqualTo(404);
    }
}
