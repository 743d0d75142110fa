package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PendingChangesAreToldOnEveryPageTest {
    private static final String LINE = "1 change is still being confirmed by the gateways.";
    private static final String PENDING = "Revocation pending";
    private static final List<String> PAGES = List.of(
            "/admin/keys", "/admin/keys/new", "/admin/people", "/admin/people/roles", "/admin/activity", "/admin/me");

    /** A gateway that has joined and says nothing more. */
    private static final String SILENT_GATEWAY = """
            INSERT INTO gateway_lease (session, gateway, epoch, applied, term_millis, grace_millis, margin_millis)
            VALUES ('silent-silent-silent', 'silent', gen_random_uuid(), 0, 600000, 0, 1)""";

    private static final TestService SERVICE = TestService.with(Map.of());

    private final Person person = Person.in(SERVICE, UserRole.ORG_ADMIN);
    private final Person.Browser admin = person.browser();

    @AfterEach
    void forgetTheGateway() {
        SERVICE.execute("DELETE FROM gateway_lease");
    }

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @Test
    void ofTheOrganizationToAdminsAndToOthersOnlyTheirOwn() {
        revokeAKey();
        PAGES.forEach(page -> assertThat(admin.get(page).body()).contains(LINE));
        Person colleague = Person.in(SERVICE, person.organizationId(), UserRole.ORG_ADMIN);
        assertThat(colleague.browser().get("/admin/pending").body()).contains(LINE, "Nightly import");
        Person user = Person.in(SERVICE, person.organizationId(), UserRole.USER);
        assertThat(user.browser().get("/admin/me").body()).doesNotContain("being confirmed");
        Person stranger = Person.in(SERVICE, UserRole.ORG_ADMIN);
        assertThat(stranger.browser().get("/admin/pending").body())
                .contains("Every change is effective")
                .doesNotContain("Nightly import");
    }

    @Test
    void whichIsLoadedAgainWithoutScriptsWhereNoInputWouldBeLost() {
        revokeAKey();
        String refresh = "http-equiv=\"refresh\"";
        assertThat(admin.get("/admin/keys").body()).contains(refresh);
        assertThat(admin.get("/admin/keys/new").body()).contains(LINE).doesNotContain(refresh);
    }

    @Test
    void untilTheGatewaysHaveConfirmed() {
        revokeAKey();
        try (BrowserTab tab = AdminBrowser.shared().tab()) {
            tab.use(admin);
            tab.go("http://localhost:" + SERVICE.port() + "/admin/keys/new");
            tab.type("Name", "Being typed");
            assertThat(tab.page().locator("#pending").textContent()).startsWith(LINE);
            tab.requireFit("pending-line");
            SERVICE.execute("UPDATE gateway_lease SET closed_at = clock_timestamp()");
            tab.page().getByText("Every gateway has confirmed the changes.").waitFor();
            assertThat(tab.page().locator("#name").inputValue()).isEqualTo("Being typed");
            tab.requireNoComplaint();
        }
        assertThat(admin.get("/admin/keys").body()).doesNotContain("being confirmed");
    }

    @Test
    void andAsTheStatusOfTheKeyInTheListAndOnItsPage() {
        requirePendingThenRevoked(revokeAKey());
    }

    /** One receipt covers all keys of a deleted user. */
    @Test
    void alsoOfAKeyWhoseOwnerIsDeleted() {
        TestCaller owner = SERVICE.person(person.organizationId(), UserRole.ORG_ADMIN);
        String id = SERVICE.post(
                        owner, "/api-keys", new JsonObject().put("name", "Own").put("kind", "user"))
                .object()
                .getString("id");
        SERVICE.execute(SILENT_GATEWAY);

        Reply deleted = SERVICE.send(SERVICE.request(
                        TestCaller.person(person.organizationId(), person.id()), "/users/" + owner.ownerUserId())
                .header("Prefer", "wait=0")
                .DELETE());

        assertThat(deleted.status()).isEqualTo(202);
        requirePendingThenRevoked(id);
    }

    @Test
    void andNoSentenceSaysMoreThanTheGatewaysHaveConfirmed() {
        Person colleague = Person.in(SERVICE, person.organizationId(), UserRole.USER);
        SERVICE.execute(SILENT_GATEWAY);
        FormSender sender = FormSender.of(admin);
        String page = "/admin/people/" + colleague.id();
        Reply disabled =
                sender.send(sender.request(page + "/disable").header("Prefer", "wait=0"), "csrf=" + admin.csrfToken());
        assertThat(admin.get(disabled.header("Location")).body())
                .contains("keys of theirs may still work")
                .doesNotContain("work no more");
        Person.Browser platform = Person.in(SERVICE, UserRole.PLATFORM_ADMIN).browser();
        FormSender suspending = FormSender.of(platform);
        Reply suspended = suspending.send(
                suspending
                        .request("/admin/organizations/" + person.organizationId() + "/suspend")
                        .header("Prefer", "wait=0"),
                "csrf=" + platform.csrfToken());
        assertThat(platform.get(suspended.header("Location")).body())
                .contains("its keys may still work")
                .doesNotContain("Every gateway refuses");
    }

    @Test
    void andAReceiptThatTakesEffectTakesNothingThatIsBeingTyped() {
        Person colleague = Person.in(SERVICE, person.organizationId(), UserRole.USER);
        SERVICE.execute(SILENT_GATEWAY);
        SERVICE.send(
                SERVICE.request(TestCaller.person(person.organizationId(), person.id()), "/users/" + colleague.id())
                        .header("Prefer", "wait=0")
                        .header("Content-Type", "application/merge-patch+json")
                        .method("PATCH", BodyPublishers.ofString("{\"role\":\"org_admin\"}")));
        try (BrowserTab tab = AdminBrowser.shared().tab()) {
            tab.use(admin);
            tab.go("http://localhost:" + SERVICE.port() + "/admin/people/" + colleague.id());
            tab.page().locator("[data-poll]").waitFor();
            tab.type("Name", "Being typed");
            SERVICE.execute("UPDATE gateway_lease SET closed_at = clock_timestamp()");
            tab.page().getByText("Every gateway has confirmed the changes.").waitFor();
            assertThat(tab.page().locator("#name").inputValue()).isEqualTo("Being typed");
        }
    }

    @Test
    void andAPageThatWaitsForAReceiptEndsWithTheSession() {
        String key = revokeAKey();
        Person.Browser session = person.browser();
        try (BrowserTab tab = AdminBrowser.shared().tab()) {
            tab.use(session);
            tab.go("http://localhost:" + SERVICE.port() + "/admin/keys/" + key);
            tab.follow("Key revoked");
            tab.awaitPage(() -> session.delete("/sessions/current"));
            assertThat(tab.path()).startsWith("/admin/session?to=");
        }
    }

    private void requirePendingThenRevoked(String id) {
        List<String> pages = List.of("/admin/keys", "/admin/keys/" + id);
        pages.forEach(page -> assertThat(admin.get(page).body()).contains(PENDING));
        SERVICE.execute("UPDATE gateway_lease SET closed_at = clock_timestamp()");
        pages.forEach(page -> await().untilAsserted(() ->
                assertThat(admin.get(page).body()).contains(">Revoked<").doesNotContain(PENDING)));
    }

    @Test
    void andAreListedOnAPageOfTheirOwn() {
        revokeAKey();
        try (BrowserTab tab = AdminBrowser.shared().tab()) {
            tab.use(admin);
            tab.go("http://localhost:" + SERVICE.port() + "/admin/pending");
            tab.awaitText("tbody", "Nightly import");
            tab.requireFit("pending");
        }
    }

    /** Returns the id of a revoked key that a gateway may still let in. */
    private String revokeAKey() {
        TestCaller caller = TestCaller.person(person.organizationId(), person.id());
        JsonObject key = new JsonObject().put("name", "Nightly import").put("kind", "organization");
        String id = SERVICE.post(caller, "/api-keys", key).object().getString("id");
        SERVICE.execute(SILENT_GATEWAY);
        Reply revoked = SERVICE.send(SERVICE.request(caller, "/api-keys/" + id)
                .header("Prefer", "wait=0")
                .DELETE());
        assertThat(revoked.status()).isEqualTo(202);
        return id;
    }
}
