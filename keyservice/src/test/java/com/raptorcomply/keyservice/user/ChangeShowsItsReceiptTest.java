package com.raptorcomply.keyservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeShowsItsReceiptTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final TestCaller user = service.person(organizationId, UserRole.USER);
    private final TestCaller platformAdmin = service.person(service.organization(), UserRole.PLATFORM_ADMIN);
    private final String path = "/users/" + user.ownerUserId();

    @Test
    void ofAPersonsRights() {
        JsonObject disabled = new JsonObject().put("status", "disabled");
        JsonObject receipt = service.patch(admin, path, disabled).object().getJsonObject("receipt");
        assertThat(receipt.getString("action")).isEqualTo("user disabled");
        assertThat(receipt.getString("status")).isEqualTo("effective");
        assertThat(service.patch(admin, path, disabled).object().getJsonObject("receipt"))
                .isEqualTo(receipt);
        assertThat(service.patch(admin, path, new JsonObject().put("name", "Jo"))
                        .object()
                        .containsKey("receipt"))
                .isFalse();
    }

    @Test
    void andTheyAreListedNewestFirstAlsoOfWhoWasDeleted() {
        service.patch(admin, path, new JsonObject().put("role", "org_admin"));
        service.delete(admin, path);
        Reply receipts = service.get(admin, path + "/receipts");
        assertThat(receipts.status()).isEqualTo(200);
        assertThat(receipts.array().stream().map(each -> ((JsonObject) each).getString("action")))
                .containsExactly("user deleted", "user's role changed");
        TestCaller stranger = service.person(service.organization(), UserRole.ORG_ADMIN);
        assertThat(service.get(stranger, path + "/receipts").status()).isEqualTo(404);
        assertThat(service.get(user, path + "/receipts").status()).isIn(401, 403);
        assertThat(service.get(admin, "/users/" + admin.ownerUserId() + "/receipts")
                        .array())
                .isEmpty();
    }

    @Test
    void ofAnOrganizationsStatus() {
        String organization = "/organizations/" + organizationId;
        JsonObject changed = service.patch(platformAdmin, organization, new JsonObject().put("status", "suspended"))
                .object();
        assertThat(changed.getJsonObject("receipt").getString("action")).isEqualTo("organization suspended");
        assertThat(service.get(platformAdmin, organization + "/receipts").array())
                .hasSize(1);
        assertThat(service.get(admin, organization + "/receipts").status()).isIn(401, 403);
    }
}
