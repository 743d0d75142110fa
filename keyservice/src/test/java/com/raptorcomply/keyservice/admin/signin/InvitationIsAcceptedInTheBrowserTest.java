package com.raptorcomply.keyservice.admin.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InvitationIsAcceptedInTheBrowserTest {
    private final AdminBrowser browser = AdminBrowser.shared();
    private final TestService service = browser.service();

    @Test
    void byNameAndPasswordAndItsSecretLeavesTheAddress() {
        String email = UUID.randomUUID() + "@example.test";
        String token = invite(email);
        try (BrowserTab tab = browser.tab()) {
            tab.go("/admin/invitation#" + token);
            tab.type("Your name", "Kim <b>Alder</b> ");
            tab.type("Choose a password", "short");
            tab.requireFit("invitation");
            tab.press("Accept");
            tab.page().locator("#password-fault:not(:empty)").waitFor();
            tab.awaitText("#password-fault", "at least 15 characters");
            tab.type("Choose a password", "nine blue herons on a wire");
            tab.press("Accept");
            tab.page().getByText("Your account is ready.").waitFor();
            assertThat(tab.path()).isEqualTo("/admin/invitation");
            tab.go("/admin/keys");
            tab.go("/admin/invitation#" + token);
            tab.awaitText("#told", "This link is not good any more.");
            tab.follow("Sign in");
            tab.type("E-mail address", email);
            tab.type("Password", "nine blue herons on a wire");
            tab.follow("Sign in");
            tab.go("/admin/me");
            assertThat(tab.page().locator("dd").first().textContent()).isEqualTo("Kim <b>Alder</b>");
            tab.requireNoComplaint();
        }
    }

    @Test
    void andSaysSoWhenTheServiceCannotBeReached() {
        try (BrowserTab tab = browser.tab()) {
            tab.go("/admin/invitation#" + invite(UUID.randomUUID() + "@example.test"));
            tab.type("Your name", "Kim Alder");
            tab.type("Choose a password", "nine blue herons on a wire");
            tab.page().route("**/invitations/accept", Route::abort);
            tab.press("Accept");
            tab.awaitText("#told", "The service cannot be reached now.");
            tab.page().unroute("**/invitations/accept");
            tab.press("Accept");
            tab.page().getByText("Your account is ready.").waitFor();
            tab.follow("Sign in");
        }
    }

    @Test
    void butNotOnceItIsAcceptedInAnotherTab() {
        String token = invite(UUID.randomUUID() + "@example.test");
        try (BrowserTab tab = browser.tab()) {
            tab.go("/admin/invitation#" + token);
            tab.type("Your name", "Kim Alder");
            tab.type("Choose a password", "nine blue herons on a wire");
            service.post(
                    service.person(service.organization(), UserRole.ORG_ADMIN),
                    "/invitations/accept",
                    new JsonObject()
                            .put("token", token)
                            .put("name", "Kim Alder")
                            .put("password", "nine blue herons on a wire"));
            tab.press("Accept");
            tab.awaitText("#told", "This link is not good any more.");
            assertThat(tab.page().locator("#accept").isVisible()).isFalse();
            tab.follow("Sign in");
        }
    }

    @Test
    void butNotInTheSessionOfSomebodyElse() {
        Person other = Person.in(service, UserRole.ORG_ADMIN);
        try (BrowserTab tab = browser.tabOf(other)) {
            tab.go("/admin/invitation#" + invite(UUID.randomUUID() + "@example.test"));
            tab.awaitText("#signed-in:visible", "In this browser Some Body is signed in.");
            assertThat(tab.page().locator("#accept").isVisible()).isFalse();
            tab.requireFit("invitation-in-a-session");
            tab.follow("Sign out and go on");
            tab.type("Your name", "Kim Alder");
            tab.type("Choose a password", "nine blue herons on a wire");
            tab.press("Accept");
            tab.page().getByText("Your account is ready.").waitFor();
            tab.follow("Sign in");
            tab.awaitText("h1", "Sign in");
        }
    }

    @Test
    void orAnotherOneThatIsOpenedInTheSameTab() {
        try (BrowserTab tab = browser.tab()) {
            tab.go("/admin/invitation#cancelled");
            tab.awaitText("#told", "This link is not good any more.");
            tab.awaitPage(
                    () -> tab.page().navigate("/admin/invitation#" + invite(UUID.randomUUID() + "@example.test")));
            tab.awaitText("#invited:visible", "is invited to");
        }
    }

    private String invite(String email) {
        TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
        return service.post(
                        admin,
                        "/invitations",
                        new JsonObject().put("email", email).put("role", "user"))
                .object()
                .getString("token");
    }
}
