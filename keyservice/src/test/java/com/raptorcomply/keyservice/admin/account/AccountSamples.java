package com.raptorcomply.keyservice.admin.account;

import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.PageSample;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.AuthenticatorApp;
import com.raptorcomply.keyservice.signin.session.Person;
import com.raptorcomply.keyservice.signin.totp.TotpCodes;
import java.util.List;

/** The pages of the signed-in user in their states. */
public final class AccountSamples {
    private AccountSamples() {}

    public static List<PageSample> of(AdminBrowser browser) {
        Person user = Person.in(browser.service(), UserRole.ORG_ADMIN);
        Person enrolling = Person.in(browser.service(), UserRole.USER);
        return List.of(
                new PageSample("account", user, (tab, who) -> {
                    user.browser();
                    tab.go("/admin/me");
                }),
                new PageSample("account-refused", user, (tab, who) -> {
                    tab.go("/admin/me");
                    tab.type("Current password", "not the password at all");
                    tab.type("New password", "short");
                    tab.follow("Change password");
                }),
                PageSample.of("totp-start", user, "/admin/me/totp"),
                new PageSample("totp-set-up", user, (tab, who) -> {
                    tab.go("/admin/me/totp");
                    tab.type("Your password", Person.PASSWORD);
                    tab.follow("Go on");
                }),
                new PageSample("recovery-codes", enrolling, (tab, who) -> {
                    tab.go("/admin/me/totp");
                    tab.type("Your password", Person.PASSWORD);
                    tab.follow("Go on");
                    String secret =
                            tab.page().locator("details code").textContent().replace(" ", "");
                    tab.type("Code", TotpCodes.now(secret));
                    tab.follow("Turn on");
                }),
                new PageSample("recovery-codes-renewal", null, (tab, nobody) -> {
                    AuthenticatorApp app = AuthenticatorApp.of(Person.in(browser.service(), UserRole.USER));
                    tab.use(app.browser());
                    tab.go("/admin/me/totp/recovery-codes");
                }),
                new PageSample("totp-removal", null, (tab, nobody) -> {
                    AuthenticatorApp app = AuthenticatorApp.of(Person.in(browser.service(), UserRole.USER));
                    tab.use(app.browser());
                    tab.go("/admin/me/totp/remove");
                }));
    }
}
