package com.raptorcomply.keyservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PersonIsFoundByNameTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);

    @Test
    void byHowItBegins() {
        for (String name : List.of("Anna Berg", "annabel", "Joanna", "100% Ann_")) {
            service.post(
                    admin,
                    "/users",
                    new JsonObject()
                            .put("email", UUID.randomUUID() + "@example.test")
                            .put("name", name)
                            .put("role", "user"));
        }
        assertThat(names("anna")).containsExactly("Anna Berg", "annabel");
        assertThat(names("100%25")).containsExactly("100% Ann_");
        assertThat(names("%25")).isEmpty();
        assertThat(names("A_na")).isEmpty();
        assertThat(names("anna&limit=1")).containsExactly("Anna Berg");
    }

    @Test
    void andItsRowNamesTheOrganization() {
        TestCaller platformAdmin = service.person(service.organization(), UserRole.PLATFORM_ADMIN);
        String name = "Renamed " + organizationId;
        service.patch(admin, "/organizations/" + organizationId, new JsonObject().put("name", name));
        for (String list : List.of("/users", "/activity")) {
            assertThat(service.get(platformAdmin, list + "?organizationId=" + organizationId)
                            .array())
                    .isNotEmpty()
                    .allSatisfy(row -> {
                        assertThat(((JsonObject) row).getString("organizationId"))
                                .isEqualTo(organizationId.toString());
                        assertThat(((JsonObject) row).getString("organizationName"))
                                .isEqualTo(name);
                    });
        }
    }

    private List<String> names(String query) {
        return service.get(admin, "/users?name=" + query).array().stream()
                .map(each -> ((JsonObject) each).getString("name"))
                .toList();
    }
}
