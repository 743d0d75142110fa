package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.dataservice.TestDataService;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PlacesOfAKeyAreFoundByNameTest {
    private static final String NEW = "/admin/keys/new";

    private static final TestDataService DATA = new TestDataService();
    private static final TestService SERVICE = TestService.with(Map.of("resources.urls", List.of(DATA.url())));

    private final Person person = Person.in(SERVICE, UserRole.ORG_ADMIN);
    private final Person.Browser admin = person.browser();
    private final UUID facility = DATA.add("facilities", person.organizationId());

    @BeforeAll
    static void believe() {
        DATA.believe(() -> SERVICE.get(null, "/.well-known/jwks.json").body());
    }

    @AfterEach
    void remove() {
        DATA.remove("facilities", facility);
    }

    @AfterAll
    static void close() {
        SERVICE.close();
        DATA.close();
    }

    @Test
    void asTheyAreTyped() {
        try (BrowserTab tab = AdminBrowser.shared().tab()) {
            tab.use(admin);
            tab.go("http://localhost:" + SERVICE.port() + NEW);
            tab.type("Name", "Import");
            tab.page().getByText("Places").first().click();
            tab.page().locator("#place").pressSequentially("one");
            tab.page().getByLabel("One of facilities").check();
            tab.requireFit("key-new-places");
            assertThat(tab.page().locator("#name").inputValue()).isEqualTo("Import");
            tab.follow("Make the key");
            tab.awaitText("#once", "rc_live_");
            tab.requireNoComplaint();
        }
        JsonObject key = admin.get("/api-keys").array().getJsonObject(0);
        assertThat(admin.get("/api-keys/" + key.getString("id")).body()).contains(facility.toString());
    }

    /** The next response does not have a place that is chosen while it is under way. */
    @Test
    void andAChoiceMadeMeanwhileStays() {
        try (BrowserTab tab = AdminBrowser.shared().tab()) {
            tab.use(admin);
            tab.go("http://localhost:" + SERVICE.port() + NEW);
            tab.page().getByText("Places").first().click();
            tab.page().locator("#place").fill("one");
            Locator choice = tab.page().getByLabel("One of facilities");
            choice.waitFor();
            List<Route> held = new ArrayList<>();
            tab.page().route("**" + NEW, held::add);
            tab.page().locator("#place").fill("one of");
            tab.page().waitForCondition(() -> held.size() == 1);
            choice.check();
            tab.page().waitForCondition(() -> held.size() == 2);
            tab.page().waitForResponse("**" + NEW, held.get(1)::resume);
            tab.page().locator("#places :focus").waitFor();
            assertThat(choice.isChecked()).isTrue();
            tab.requireNoComplaint();
        }
    }

    @Test
    void alsoToRestrictAUser() {
        Person user = Person.in(SERVICE, person.organizationId(), UserRole.USER);
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
                Person.in(SERVICE, person.organizationId(), UserRole.USER).browser();
        assertThat(FormSender.of(user)
                        .post(NEW, "find", "places", "place", "one")
                        .status())
                .isEqualTo(403);
    }
}
