package com.raptorcomply.keyservice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NobodyGrantsMoreThanTheyHoldTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final TestCaller user = service.person(organizationId, UserRole.USER);
    private final TestCaller key = TestCaller.organizationKey(
            organizationId, List.of("tasks:read", "api-keys:create", "api-keys:read", "api-keys:update"));

    @Test
    void keyMintsWithinItsOwnPermissions() {
        assertThat(mint(key, "tasks:read")).isEqualTo(201);
        assertThat(mint(key, "tasks:write")).isEqualTo(403);
    }

    @Test
    void keyDoesNotRotateAStrongerOne() {
        String stronger =
                service.mint(admin, new JsonObject().put("role", "org_super")).getString("id");

        assertThat(service.post(key, "/api-keys/" + stronger + "/secrets", new JsonObject())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void keyDoesNotWidenAnotherBeyondItself() {
        String other = service.mint(admin, new JsonObject().put("permissions", new JsonArray()))
                .getString("id");

        assertThat(widen(other, "tasks:write")).isEqualTo(403);
        assertThat(widen(other, "tasks:read")).isEqualTo(200);
    }

    @Test
    void keyDoesNotChangeItself() {
        JsonObject own = service.mint(
                admin,
                new JsonObject()
                        .put("permissions", new JsonArray().add("api-keys:read").add("api-keys:update"))
                        .put("expiresAt", Instant.now().plusSeconds(3_600).toString()));
        TestCaller itself = TestCaller.organizationKey(organizationId, TestService.strings(own, "permissions"))
                .withKey(UUID.fromString(own.getString("id")));

        assertThat(service.patch(itself, "/api-keys/" + own.getString("id"), new JsonObject().putNull("expiresAt"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void userMakesUserKeysOnly() {
        assertThat(mint(user, "tasks:read")).isEqualTo(403);
        assertThat(service.post(
                                user,
                                "/api-keys",
                                new JsonObject().put("name", "Mine").put("kind", "user"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void userKeyIsMadeByNobodyElse() {
        assertThat(service.post(
                                key,
                                "/api-keys",
                                new JsonObject().put("name", "Theirs").put("kind", "user"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void newSecretOfAUserKeyIsForItsOwnerOnly() {
        String own = service.post(
                        user, "/api-keys", new JsonObject().put("name", "Mine").put("kind", "user"))
                .object()
                .getString("id");

        assertThat(service.post(admin, "/api-keys/" + own + "/secrets", new JsonObject())
                        .status())
                .isEqualTo(403);
        assertThat(service.delete(admin, "/api-keys/" + own).status()).isEqualTo(200);
    }

    @Test
    void keyWithoutAnyPermissionOnKeysSeesNone() {
        TestCaller integration = TestCaller.organizationKey(organizationId, KeyRole.API_USER.permissions());

        assertThat(service.get(integration, "/api-keys").status()).isEqualTo(403);
        assertThat(service.get(integration, "/api-keys/" + UUID.randomUUID()).status())
                .isEqualTo(403);
    }

    @Test
    void demotedAdminNoLongerManagesOrganizationKeys() {
        String made = service.mint(admin, new JsonObject()).getString("id");

        service.execute("UPDATE app_user SET role = 'user' WHERE id = ?", admin.ownerUserId());

        assertThat(service.delete(admin, "/api-keys/" + made).status()).isEqualTo(404);
    }

    private int mint(TestCaller caller, String permission) {
        JsonObject body = new JsonObject()
                .put("name", "x")
                .put("kind", "organization")
                .put("permissions", new JsonArray().add(permission));
        return service.post(caller, "/api-keys", body).status();
    }

    private int widen(String id, String permission) {
        return service.patch(
                        key, "/api-keys/" + id, new JsonObject().put("permissions", new JsonArray().add(permission)))
                .status();
    }
}
