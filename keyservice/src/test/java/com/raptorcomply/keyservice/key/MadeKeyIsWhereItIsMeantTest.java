package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MadeKeyIsWhereItIsMeantTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();

    @Test
    void platformAdminNamesTheOrganization() {
        TestCaller platform = service.person(organizationId, UserRole.PLATFORM_ADMIN);
        JsonObject body = new JsonObject().put("name", "Sync").put("kind", "organization");

        Reply refused = service.post(platform, "/api-keys", body);
        Reply made = service.post(platform, "/api-keys", body.copy().put("organizationId", organizationId.toString()));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.object().getString("field")).isEqualTo("organizationId");
        assertThat(refused.object().getString("code")).isEqualTo("required");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    @Test
    void secondKeyOfANameIsMadeWithAWarning() {
        TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);

        JsonObject first = service.mint(admin, new JsonObject().put("name", "Sync"));
        JsonObject second = service.mint(admin, new JsonObject().put("name", "sync"));

        assertThat(first.getJsonArray("warnings")).isEmpty();
        assertThat(second.getJsonArray("warnings").getJsonObject(0).getString("code"))
                .isEqualTo("name_in_use");
    }
}
