package com.raptorcomply.keyservice.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ActivityOfOneResourceIsFoundTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);

    @Test
    void byItsIdNewestFirstAndOverPages() {
        String id = service.mint(admin, new JsonObject()).getString("id");
        String other = service.mint(admin, new JsonObject()).getString("id");
        service.patch(admin, "/api-keys/" + id, new JsonObject().put("name", "Renamed"));
        service.delete(admin, "/api-keys/" + id);

        assertThat(actions("?resourceId=" + id)).containsExactly("revoke", "update", "create");
        assertThat(actions("?resourceId=" + id + "&resourceType=user")).isEmpty();
        assertThat(actions("?resourceId=" + other)).containsExactly("create");
        assertThat(actions("?resourceId=" + UUID.randomUUID())).isEmpty();
        assertThat(service.get(admin, "/activity?resourceId=x").status()).isEqualTo(400);

        Reply first = service.get(admin, "/activity?limit=2&resourceId=" + id);
        String link = first.header("Link");
        assertThat(service.get(admin, link.substring(1, link.indexOf('>'))).array())
                .hasSize(1);
    }

    private List<String> actions(String query) {
        return service.get(admin, "/activity" + query).array().stream()
                .map(entry -> ((JsonObject) entry).getString("action"))
                .toList();
    }
}
