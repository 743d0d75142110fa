package com.raptorcomply.keyservice.revocation.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EvidenceKeepsTheNamesOfItsTimeTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);

    @Test
    void keyThatIsRenamedLater() {
        JsonObject key = service.mint(admin, new JsonObject().put("name", "ServiceNow sync"));
        String path = "/api-keys/" + key.getString("id");
        service.delete(admin, path + "/secrets/" + key.getString("secretId"));

        service.execute("UPDATE api_key SET name = 'SN' WHERE id = ?", UUID.fromString(key.getString("id")));

        assertThat(exported().get(0).getString("keyName")).isEqualTo("ServiceNow sync");
    }

    @Test
    void personWhoIsRenamedLater() {
        TestCaller person = service.person(organizationId, UserRole.USER);
        service.patch(admin, "/users/" + person.ownerUserId(), new JsonObject().put("status", "disabled"));

        service.patch(admin, "/users/" + person.ownerUserId(), new JsonObject().put("name", "Other Name"));

        assertThat(exported().get(0).getJsonObject("subject").getString("name")).isEqualTo("Some Body");
    }

    private List<JsonObject> exported() {
        return service.get(admin, "/receipts/export?from=2026-01-01T00:00:00Z").array().stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
