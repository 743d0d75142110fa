package com.raptorcomply.keyservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PersonIsFoundByNameTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);

    @Test
    void byHowItBegins() {
        add("Anna Berg", "annabel", "Joanna", "100% Ann_");
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

    @Test
    void byTheBeginningsOfWordsOrOfTheAddress() {
        add("Kim Alder", "Kimberly O'Alden", "Al Kimball", "Bo 100%");
        assertThat(found("q=ald+kim")).containsExactly("Kim Alder", "Kimberly O'Alden");
        assertThat(found("q=KIMB&sort=name")).containsExactly("Al Kimball", "Kimberly O'Alden");
        assertThat(found("q=o'alden+kim")).containsExactly("Kimberly O'Alden");
        assertThat(found("q=lder")).isEmpty();
        assertThat(found("q=%5C'")).isEmpty();
        assertThat(found("q=%25")).isEmpty();
        String address =
                service.get(admin, "/users?name=bo").array().getJsonObject(0).getString("email");
        assertThat(found("q=" + address.substring(0, 12))).containsExactly("Bo 100%");
    }

    @Test
    void inTheOrderThatIsAskedForPageByPage() {
        add("b", "A", "c");
        assertThat(pages("sort=name")).containsExactly("A", "b", "c", "Some Body");
        assertThat(pages("sort=-name")).containsExactly("Some Body", "c", "b", "A");
        assertThat(pages("sort=-createdAt")).containsExactly("c", "A", "b", "Some Body");
        assertThat(pages("sort=createdAt")).containsExactly("Some Body", "b", "A", "c");
        assertThat(service.get(admin, "/users?sort=email").status()).isEqualTo(400);
    }

    private void add(String... names) {
        for (String name : names) {
            service.post(
                    admin,
                    "/users",
                    new JsonObject()
                            .put("email", UUID.randomUUID() + "@example.test")
                            .put("name", name)
                            .put("role", "user"));
        }
    }

    /** Returns the names on all pages of one user each. */
    private List<String> pages(String query) {
        List<String> names = new ArrayList<>();
        Optional<String> next = Optional.of("/users?limit=1&" + query);
        while (next.isPresent()) {
            Reply page = service.get(admin, next.get());
            names.add(page.array().getJsonObject(0).getString("name"));
            next = page.headers().firstValue("Link").map(link -> link.substring(1, link.indexOf('>')));
        }
        return names;
    }

    private List<String> names(String beginning) {
        return found("name=" + beginning);
    }

    private List<String> found(String query) {
        return service.get(admin, "/users?" + query).array().stream()
                .map(each -> ((JsonObject) each).getString("name"))
                .toList();
    }
}
