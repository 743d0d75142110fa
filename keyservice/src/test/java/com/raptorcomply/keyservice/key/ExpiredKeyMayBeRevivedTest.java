package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Gateways;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpiredKeyMayBeRevivedTest {
    private final TestService service = TestService.shared();
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
    private final JsonObject key = service.mint(admin, new JsonObject().put("expiresAt", "2999-01-01T00:00:00Z"));
    private final String path = "/api-keys/" + key.getString("id");

    @BeforeEach
    void expire() {
        service.execute(
                "UPDATE api_key SET expires_at = now() - interval '1 hour' WHERE id = ?",
                UUID.fromString(key.getString("id")));
    }

    @Test
    void rotationSaysHow() {
        Reply reply = service.post(admin, path + "/secrets", new JsonObject());

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.object().getString("message")).contains("expired").contains("later expiresAt");
    }

    @Test
    void laterEndMakesItsSecretGoodAgain() {
        Reply reply = service.patch(admin, path, new JsonObject().put("expiresAt", "2998-01-01T00:00:00Z"));

        assertThat(reply.object().getString("status")).isEqualTo("active");
        assertThat(new Gateways(service).verify(key.getString("key"))).isInstanceOf(Granted.class);
    }
}
