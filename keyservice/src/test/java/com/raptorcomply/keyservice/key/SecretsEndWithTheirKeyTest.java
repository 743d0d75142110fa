package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class SecretsEndWithTheirKeyTest {
    private final TestService service = TestService.shared();
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
    private final JsonObject key = service.mint(admin, new JsonObject());
    private final String path = "/api-keys/" + key.getString("id");

    @Test
    void secretOfARevokedKeyIsShownAsRevoked() {
        service.delete(admin, path);

        JsonObject shown = service.get(admin, path).object();
        JsonObject secret = shown.getJsonArray("secrets").getJsonObject(0);
        assertThat(secret.getString("status")).isEqualTo("revoked");
        assertThat(secret.getString("revokedAt")).isEqualTo(shown.getString("revokedAt"));
    }
}
