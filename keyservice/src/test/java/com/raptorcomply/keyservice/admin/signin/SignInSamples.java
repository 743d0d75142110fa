package com.raptorcomply.keyservice.admin.signin;

import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.PageSample;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.AuthenticatorApp;
import com.raptorcomply.keyservice.signin.session.Person;
import java.util.List;

/** The sign-in pages in their states. */
public final class SignInSamples {
    private SignInSamples() {}

    public static List<PageSample> of(AdminBrowser browser) {
        Person person = Person.in(browser.service(), UserRole.USER);
        Person typing = Person.in(browser.service(), UserRole.USER);
        return List.of(
                PageSample.open("sign-in", "/admin/session"),
                PageSample.open("sign-in-ended", "/admin/session?ended=1&to=/admin/me"),
                new PageSample("sign-in-refused", null, (tab, nobody) -> {
                    tab.go("/admin/session");
                    tab.type("E-mail address", person.email());
                    tab.type("Password", "not the password at all");
                    tab.follow("Sign in");
                }),
                new PageSample("sign-in-code", null, (tab, nobody) -> {
                    AuthenticatorApp app = AuthenticatorApp.of(person);
                    tab.go("/admin/session");
                    tab.type("E-mail address", app.person().email());
                    tab.type("Password", Person.PASSWORD);
                    tab.follow("Sign in");
                    tab.type("Code", "000000");
                    tab.follow("Sign in");
                }),
                new PageSample("sign-in-form-kept", null, (tab, nobody) -> {
                    Person.Browser session = typing.browser();
                    tab.use(session);
                    tab.go("/admin/keys/new");
                    tab.type("Name", "Nightly import");
                    session.delete("/sessions/current");
                    tab.follow("Make the key");
                }),
                new PageSample("form-of-another-session", typing, (tab, who) -> {
                    tab.go("/admin/keys/new");
                    tab.type("Name", "Nightly import");
                    tab.signIn(typing);
                    tab.follow("Make the key");
                }),
                new PageSample("invitation-void", null, (tab, nobody) -> {
                    tab.go("/admin/invitation#not-a-token");
                    tab.awaitText("#told", "This link is not good any more.");
                }),
                PageSample.of("not-found", Person.in(browser.service(), UserRole.USER), "/admin/nothing-here"));
    }
}
