package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class ResponseShowsWhatWasRequestedTest {
    private final TestService service = TestService.shared();
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
    private final JsonObject createdKey = service.mint(admin, new JsonObject());
    private final String path = "/api-keys/" + createdKey.getString("id");

    @Test
    void rotationNamesTheNewSecretAndItsOverlap() {
        JsonObject rotated = service.post(admin, path + "/secrets", new JsonObject().put("overlap", "P7D"))
                .object();

        String secretId = rotated.getString("secretId");
        assertThat(secretId).isEqualTo(rotated.getString("key").substring(9, 20));
        assertThat(secret(rotated, secretId).getString("overlap")).isEqualTo("P7D");
        assertThat(secret(rotated, createdKey.getString("secretId")).getString("overlap"))
                .isNull();
        assertThat(secret(service.get(admin, path).object(), secretId).getString("overlap"))
                .isEqualTo("P7D");
    }

    @Test
    void changeAnswersWithItsReceipt() {
        JsonObject changed = service.patch(admin, path, new JsonObject().put("expiresAt", "2999-01-01T00:00:00Z"))
                .object();

        JsonObject receipt = changed.getJsonObject("receipt");
        assertThat(service.get(admin, path + "/receipts/" + receipt.getString("id"))
                        .object()
                        .getString("id"))
                .isEqualTo(receipt.getString("id"));
        assertThat(receipt.getString("status")).isEqualTo("effective");
    }

    @Test
    void changeOfTheNameAloneHasNone() {
        JsonObject changed = service.patch(admin, path, new JsonObject().put("name", "Other"))
                .object();

        assertThat(changed.containsKey("receipt")).isTrue();
        assertThat(changed.getValue("receipt")).isNull();
    }

    private static JsonObject secret(JsonObject key, String id) {
        return key.getJsonArray("secrets").stream()
                .map(JsonObject.class::cast)
                .filter(secret -> secret.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
    }
}
