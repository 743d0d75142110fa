package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Gateways;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import com.raptorcomply.keyservice.client.grant.Verdict.Refused;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationKeepsTheKeyTest {
    private static final TestService SERVICE = TestService.shared();
    private final Gateways gateways = new Gateways(SERVICE);
    private final UUID organizationId = SERVICE.organization();
    private final TestCaller admin = SERVICE.person(organizationId, UserRole.ORG_ADMIN);
    private final JsonObject createdKey = SERVICE.mint(
            admin,
            new JsonObject()
                    .put("permissions", new JsonArray().add("tasks:read").add("api-keys:rotate-self")));
    private final String path = "/api-keys/" + createdKey.getString("id");

    @Test
    void bothSecretsAreGoodUntilOneIsRevoked() {
        JsonObject rotated =
                SERVICE.post(admin, path + "/secrets", new JsonObject()).object();
        String oldKey = createdKey.getString("key");
        String newKey = rotated.getString("key");
        assertThat(gateways.verify(oldKey)).isInstanceOf(Granted.class);
        assertThat(gateways.verify(newKey)).isInstanceOf(Granted.class);

        Reply receipt = SERVICE.delete(admin, path + "/secrets/" + oldKey.substring(9, 20));

        assertThat(receipt.status()).isEqualTo(200);
        assertThat(gateways.verify(oldKey)).isInstanceOf(Refused.class);
        assertThat(gateways.verify(newKey)).isInstanceOf(Granted.class);
    }

    @Test
    void everythingElseOfTheKeyStays() {
        JsonObject rotated =
                SERVICE.post(admin, path + "/secrets", new JsonObject()).object();

        for (String member : List.of("id", "name", "kind", "permissions", "createdAt", "createdBy", "expiresAt")) {
            assertThat(rotated.getValue(member)).as(member).isEqualTo(createdKey.getValue(member));
        }
        assertThat(rotated.getJsonArray("secrets")).hasSize(2);
        assertThat(rotated.getString("key")).isNotEqualTo(createdKey.getString("key"));
    }

    @Test
    void atMostTwoSecretsAreLive() {
        SERVICE.post(admin, path + "/secrets", new JsonObject());

        assertThat(SERVICE.post(admin, path + "/secrets", new JsonObject()).status())
                .isEqualTo(409);
    }

    @Test
    void keyWithThePermissionRotatesItself() {
        TestCaller itself = TestCaller.organizationKey(organizationId, TestService.strings(createdKey, "permissions"))
                .withKey(UUID.fromString(createdKey.getString("id")));

        Reply reply = SERVICE.post(itself, "/api-keys/self/secrets", new JsonObject());

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.object().getString("id")).isEqualTo(createdKey.getString("id"));
    }

    @Test
    void keyWithoutThePermissionDoesNot() {
        TestCaller itself = TestCaller.organizationKey(organizationId, List.of("tasks:read"))
                .withKey(UUID.fromString(createdKey.getString("id")));

        assertThat(SERVICE.post(itself, "/api-keys/self/secrets", new JsonObject())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void bodyMayBeLeftOut() {
        Reply reply = SERVICE.send(
                SERVICE.request(admin, path + "/secrets").POST(java.net.http.HttpRequest.BodyPublishers.noBody()));

        assertThat(reply.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 day", "P1M", "-PT1H", "PT0.5S", "P91D", "PT99999999999999999H"})
    void overlapThatIsNoneIs422(String overlap) {
        Reply reply = SERVICE.post(admin, path + "/secrets", new JsonObject().put("overlap", overlap));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.object().getString("field")).isEqualTo("overlap");
    }
}
