package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.dataservice.TestDataService;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlacesAreShownByNameTest {
    private static final String UNKNOWN = "The names of places cannot be looked up now";

    private final TestDataService data = new TestDataService();
    private final TestService service = TestService.with(Map.of("resources.urls", List.of(data.url())));
    private final Person person = Person.in(service, UserRole.ORG_ADMIN);
    private final Person.Browser admin = person.browser();
    private final UUID facility = data.add("facilities", person.organizationId());
    private final UUID system = data.add("cyber-systems", person.organizationId());
    private final List<String> pages = restricted();

    @AfterEach
    void close() {
        service.close();
        data.close();
    }

    @Test
    void onThePagesOfTheKeyOfTheListAndOfTheLifting() {
        for (String page : pages) {
            assertThat(admin.get(page).body())
                    .contains("<bdi>One of facilities</bdi>", "Facility")
                    .doesNotContain(facility.toString(), UNKNOWN);
        }
        assertThat(admin.get(pages.get(0)).body()).contains("One of cyber-systems", "only read");
    }

    @Test
    void fitToUse() {
        try (BrowserTab tab = AdminBrowser.shared().tab()) {
            tab.use(admin);
            tab.go("http://localhost:" + service.port() + pages.get(0));
            tab.requireFit("key-places");
            data.respondWith(500);
            tab.go("http://localhost:" + service.port() + pages.get(1));
            tab.requireFit("access-places-unknown");
        }
    }

    @Test
    void andByIdWhereTheyAreGone() {
        data.remove("facilities", facility);
        for (String page : pages) {
            assertThat(admin.get(page).body())
                    .contains(facility.toString(), "Facility, no longer there")
                    .doesNotContain(UNKNOWN);
        }
    }

    @Test
    void andByIdWhileTheDataServiceDoesNotTell() {
        for (int status : new int[] {500, -1}) {
            data.respondWith(status);
            for (String page : pages) {
                assertThat(admin.get(page).status()).isEqualTo(200);
                assertThat(admin.get(page).body()).contains(facility.toString(), UNKNOWN);
            }
        }
    }

    /** Restricts a key and a user, and returns the pages that show it. */
    private List<String> restricted() {
        data.believe(() -> service.get(null, "/.well-known/jwks.json").body());
        JsonObject limits = new JsonObject()
                .put("facilities", new JsonArray().add(facility.toString()))
                .put("cyberSystems", new JsonArray().add(system.toString()))
                .put("operations", new JsonArray().add("read"));
        JsonObject key = new JsonObject()
                .put("name", "Import")
                .put("kind", "organization")
                .put("restrictions", new JsonArray().add(limits));
        TestCaller caller = TestCaller.person(person.organizationId(), person.id());
        String keyId = service.post(caller, "/api-keys", key).object().getString("id");
        Person user = Person.in(service, person.organizationId(), UserRole.USER);
        String restriction = FormSender.of(admin)
                .post("/admin/people/access/users/" + user.id(), "facilities", facility.toString())
                .header("Location");
        String id = admin.get("/access-control?userId=" + user.id())
                .array()
                .getJsonObject(0)
                .getString("id");
        return List.of("/admin/keys/" + keyId, restriction, "/admin/people/access/" + id + "/lift");
    }
}
