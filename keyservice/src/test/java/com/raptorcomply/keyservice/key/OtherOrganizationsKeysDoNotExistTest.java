package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class OtherOrganizationsKeysDoNotExistTest {
    private final TestService service = TestService.shared();
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
    private final TestCaller stranger = service.person(service.organization(), UserRole.ORG_ADMIN);
    private final JsonObject createdKey = service.mint(admin, new JsonObject());
    private final String path = "/api-keys/" + createdKey.getString("id");

    @Test
    void everyWayToThemIs404() {
        assertThat(service.get(stranger, path).status()).isEqualTo(404);
        assertThat(service.patch(stranger, path, new JsonObject().put("name", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(service.delete(stranger, path).status()).isEqualTo(404);
        assertThat(service.post(stranger, path + "/secrets", new JsonObject()).status())
                .isEqualTo(404);
        assertThat(service.delete(
                                stranger,
                                path + "/secrets/" + createdKey.getString("key").substring(9, 20))
                        .status())
                .isEqualTo(404);
        assertThat(service.get(stranger, "/api-keys").array()).isEmpty();
        assertThat(service.get(admin, path).object().getString("status")).isEqualTo("active");
    }

    @Test
    void namingAnotherOrganizationIsForPlatformAdmins() {
        TestCaller platform = service.person(service.organization(), UserRole.PLATFORM_ADMIN);
        JsonObject body = new JsonObject()
                .put("name", "x")
                .put("kind", "organization")
                .put("organizationId", admin.organizationId().toString());

        assertThat(service.post(stranger, "/api-keys", body).status()).isEqualTo(403);
        assertThat(service.post(platform, "/api-keys", body).status()).isEqualTo(201);
        assertThat(service.get(platform, path).status()).isEqualTo(200);
    }
}
