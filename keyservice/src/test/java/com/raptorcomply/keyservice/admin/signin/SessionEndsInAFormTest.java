package com.raptorcomply.keyservice.admin.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.AuthenticatorApp;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person whose session ends or changes while they fill in a form learns it, and sends the same form after a sign-in. */
class SessionEndsInAFormTest {
    private static final String FORM = "/admin/keys/new?preset=chosen";
    private static final String NAME = "Nightly “import” & <b>more</b>";

    private final AdminBrowser browser = AdminBrowser.shared();
    private final TestService service = browser.service();
    private final Person person = Person.in(service, UserRole.ORG_ADMIN);

    @Test
    void withScripts() {
        try (BrowserTab tab = browser.tab()) {
            endSessionIn(tab);
            signIn(tab);
            requireSentAgain(tab);
            tab.requireNoComplaint();
        }
    }

    @Test
    void withoutScripts() {
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            endSessionIn(tab);
            signIn(tab);
            requireSentAgain(tab);
        }
    }

    @Test
    void withAWrongPasswordAndACodeInBetween() {
        AuthenticatorApp app = AuthenticatorApp.of(person);
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            fillIn(tab, app.browser());
            tab.context().clearCookies();
            tab.follow("Make the key");
            tab.type("E-mail address", person.email());
            tab.type("Password", "wrong in every way");
            tab.follow("Sign in");
            signIn(tab);
            tab.type("Code", app.recoveryCodes().get(0));
            tab.follow("Sign in");
            requireSentAgain(tab);
        }
    }

    @Test
    void andSignsInInAnotherTab() {
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            endSessionIn(tab);
            tab.follow("I have signed in in another tab");
            tab.awaitText("[role=status]", "Your session has ended.");
            tab.signIn(person);
            tab.follow("I have signed in in another tab");
            requireSentAgain(tab);
        }
    }

    @Test
    void orSignedInAgainBefore() {
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            fillIn(tab, person.browser());
            tab.signIn(person);
            tab.follow("Make the key");
            requireSentAgain(tab);
        }
    }

    @Test
    void andThePasswordIsSentOnce() {
        try (BrowserTab tab = browser.tab()) {
            List<String> sent = new ArrayList<>();
            Consumer<Request> listener = request -> {
                if (String.valueOf(request.postData()).contains("password=")) {
                    sent.add(request.url().replaceFirst("^https?://[^/]*", ""));
                }
            };
            tab.page().onRequest(listener);
            endSessionIn(tab);
            tab.type("Password", "filled in by the browser");
            tab.follow("I have signed in in another tab");
            assertThat(sent).isEmpty();
            signIn(tab);
            requireSentAgain(tab);
            tab.page().offRequest(listener);
            assertThat(sent).containsExactly("/admin/session");
        }
    }

    @Test
    void andNotAgainByAReload() {
        try (BrowserTab tab = browser.tab()) {
            List<String> sent = new ArrayList<>();
            Consumer<Request> listener = request -> sent.add(request.method() + " " + request.isNavigationRequest());
            endSessionIn(tab);
            signIn(tab);
            tab.awaitText("main", "Nothing is done yet");
            tab.page().onRequest(listener);
            tab.awaitPage(tab.page()::reload);
            tab.page().offRequest(listener);
            assertThat(tab.path()).isEqualTo("/admin/keys");
            assertThat(sent).isNotEmpty().doesNotContain("POST true");
        }
    }

    @Test
    void andSeesHowManyKeysItIsAbout() {
        String page = FormSender.of(person.browser())
                .postAsItIs("/admin/keys/revoke", "key", "one", "key", "another")
                .body();
        assertThat(page).contains("<dt>Keys</dt><dd><bdi>2</bdi>");
    }

    /** A form of the greatest size, and one with the most fields. */
    @ParameterizedTest
    @CsvSource({"1, 65450", "990, 50"})
    void howeverLargeTheFormIs(int fields, int length) {
        FormSender stranger = FormSender.stranger(service);
        String typed = "typed".repeat(length / 5);
        List<String> form = new ArrayList<>(List.of("name", NAME));
        List<String> carried = new ArrayList<>(List.of(
                "kept.name", NAME, "email", person.email(), "password", Person.PASSWORD, "to", "/admin/keys/new"));
        for (int i = 0; i < fields; i++) {
            form.addAll(List.of("f", typed));
            carried.addAll(List.of("kept.f", typed));
        }
        String ended = stranger.postAsItIs("/admin/keys/new", form.toArray(String[]::new))
                .body();
        assertThat(ended).contains("What you typed is kept", "name=\"kept.f\" value=\"" + typed);
        Reply signedIn = stranger.postAsItIs("/admin/session", carried.toArray(String[]::new));
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.body()).contains("Nothing is done yet", "name=\"f\" value=\"" + typed);
    }

    @Test
    void butNoPasswordIsKept() {
        FormSender sender = FormSender.of(person.browser());
        String page = sender.postAsItIs("/admin/me/password", "newPassword", "a secret of mine", "name", "kept")
                .body();
        assertThat(page).contains("value=\"kept\"").doesNotContain("a secret of mine");
    }

    private void fillIn(BrowserTab tab, Person.Browser session) {
        tab.use(session);
        tab.go(FORM);
        tab.type("Name", NAME);
    }

    private void endSessionIn(BrowserTab tab) {
        Person.Browser session = person.browser();
        fillIn(tab, session);
        session.delete("/sessions/current");
        tab.follow("Make the key");
        assertThat(tab.path()).isEqualTo("/admin/keys/new");
        tab.awaitText("[role=status]", "Your session has ended.", "What you typed is kept");
    }

    private void signIn(BrowserTab tab) {
        tab.type("E-mail address", person.email());
        tab.type("Password", Person.PASSWORD);
        tab.follow("Sign in");
    }

    private void requireSentAgain(BrowserTab tab) {
        tab.awaitText("main", "Nothing is done yet", "Signed in as", "Some Body", NAME);
        tab.follow("Send it again");
        tab.awaitText("#once", "rc_live_");
        TestCaller admin = TestCaller.person(person.organizationId(), person.id());
        assertThat(service.get(admin, "/api-keys").array())
                .hasSize(1)
                .first()
                .extracting(key -> ((JsonObject) key).getString("name"))
                .isEqualTo(NAME);
    }
}
