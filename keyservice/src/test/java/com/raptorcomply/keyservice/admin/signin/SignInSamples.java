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
        return List.of(
                PageSample.open("sign-in", "/admin/session"),
                PageSample.open("sign-in-ended", "/admin/session?ended=1&to=/admin/me"),
                new PageSample("sign-in-refused", null, (tab, nobody) -> {
                    tab.go("/admin/session");
                    tab.type("E-mail address", person.email());
                    tab.type("Password", "not the password at all");
                    tab.press("Sign in");
                }),
                new PageSample("sign-in-code", null, (tab, nobody) -> {
                    AuthenticatorApp app = AuthenticatorApp.of(person);
                    tab.go("/admin/session");
                    tab.type("E-mail address", app.person().email());
                    tab.type("Password", Person.PASSWORD);
                    tab.press("Sign in");
                    tab.type("Code", "000000");
                    tab.press("Sign in");
                }),
                PageSample.open("invitation-void", "/admin/invitation#not-a-token"),
                PageSample.open("not-found", "/admin/nothing-here"));
    }
}
