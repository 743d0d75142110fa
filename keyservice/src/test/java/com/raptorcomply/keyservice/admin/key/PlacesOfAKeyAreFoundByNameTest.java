package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.dataservice.TestDataService;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlacesOfAKeyAreFoundByNameTest {
    private static final String NEW = "/admin/keys/new";

    private final TestDataService data = new TestDataService();
    private final TestService service = TestService.with(Map.of("resources.urls", List.of(data.url())));
    private final Person person = Person.in(service, UserRole.ORG_ADMIN);
    private final Person.Browser admin = person.browser();
    private final UUID facility = data.add("facilities", person.organizationId());

    @AfterEach
    void close() {
        service.close();
        data.close();
    }

    @Test
    void asTheyAreTyped() {
        data.believe(() -> service.get(null, "/.well-known/jwks.json").body());
        try (BrowserTab tab = AdminBrowser.shared().tab()) {
            tab.use(admin);
            tab.go("http://localhost:" + service.port() + NEW);
            tab.type("Name", "Import");
            tab.page().getByText("Places").first().click();
            tab.page().locator("#place").pressSequentially("one");
            tab.page().getByLabel("One of facilities").check();
            tab.requireFit("key-new-places");
            assertThat(tab.page().locator("#name").inputValue()).isEqualTo("Import");
            tab.press("Make the key");
            tab.page().locator("#once").waitFor();
            tab.requireNoComplaint();
        }
        JsonObject key = admin.get("/api-keys").array().getJsonObject(0);
        assertThat(admin.get("/api-keys/" + key.getString("id")).body()).contains(facility.toString());
    }

    @Test
    void alsoToRestrictAUser() {
        data.believe(() -> service.get(null, "/.well-known/jwks.json").body());
        Person user = Person.in(service, person.organizationId(), UserRole.USER);
        String form = "/admin/people/access/users/" + user.id();
        Reply found = FormSender.of(admin).post(form, "find", "places", "place", "one", "operations", "read");
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body()).contains(facility.toString(), "One of facilities");
        Reply added = FormSender.of(admin).post(form, "operations", "read", "facilities", facility.toString());
        assertThat(added.status()).isEqualTo(303);
        assertThat(admin.get("/access-control?userId=" + user.id()).body()).contains(facility.toString());
    }

    @Test
    void andTheKeyIsLimitedToThoseThatAreChosen() {
        data.believe(() -> service.get(null, "/.well-known/jwks.json").body());
        Reply found = FormSender.of(admin)
                .post(
                        NEW,
                        "kind",
                        "organization",
                        "name",
                        "Import",
                        "rights",
                        "read",
                        "find",
                        "places",
                        "place",
                        "one");
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body()).contains(facility.toString(), "One of facilities", "value=\"Import\"");
        assertThat(admin.get("/api-keys").array()).isEmpty();
        Reply made = FormSender.of(admin)
                .post(
                        NEW,
                        "kind",
                        "organization",
                        "name",
                        "Import",
                        "rights",
                        "read",
                        "expiry",
                        "90",
                        "facilities",
                        facility.toString());
        assertThat(made.status()).isEqualTo(200);
        JsonObject key = admin.get("/api-keys").array().getJsonObject(0);
        assertThat(admin.get("/api-keys/" + key.getString("id")).body()).contains(facility.toString());
        Person.Browser user =
                Person.in(service, person.organizationId(), UserRole.USER).browser();
        assertThat(FormSender.of(user)
                        .post(NEW, "find", "places", "place", "one")
                        .status())
                .isEqualTo(403);
    }
}
