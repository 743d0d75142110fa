package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.admin.browser.PageSample;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The pages about keys in their states. */
public final class KeySamples {
    private KeySamples() {}

    public static List<PageSample> of(AdminBrowser browser) {
        KeyExamples many = KeyExamples.in(browser.service()).fill(60);
        Person admin = many.admin();
        JsonObject usedKey = many.use(many.key("Nightly import of assets"));
        String used = path(usedKey);
        String other = path(many.key("Second key"));
        return List.of(
                PageSample.of("keys-none", Person.in(browser.service(), UserRole.USER), "/admin/keys"),
                PageSample.of("keys-many", admin, "/admin/keys"),
                PageSample.of("keys-platform", Person.in(browser.service(), UserRole.PLATFORM_ADMIN), "/admin/keys"),
                PageSample.of("keys-no-match", admin, "/admin/keys?q=zeppelin&status=active"),
                new PageSample("key-new", admin, (tab, who) -> refused(tab)),
                new PageSample("key-reveal", admin, (tab, who) -> {
                    tab.go("/admin/keys/new");
                    tab.type("Name", "Shown once");
                    tab.follow("Make the key");
                }),
                PageSample.of("key-page", admin, used),
                PageSample.of("key-revoke", admin, used + "/revoke"),
                PageSample.of("secret-revoke", admin, used + "/secrets/" + usedKey.getString("secretId") + "/revoke"),
                new PageSample("key-receipt", admin, (tab, who) -> {
                    tab.go(other + "/revoke");
                    tab.follow("Revoke the key");
                }),
                new PageSample("keys-revoke", admin, (tab, who) -> chosen(tab)),
                new PageSample("keys-revoked", admin, (tab, who) -> {
                    chosen(tab);
                    tab.follow("Revoke 2 keys");
                }),
                new PageSample("key-rotate", admin, (tab, who) -> {
                    tab.go(used + "/rotate");
                    tab.follow("Make a new secret");
                    tab.follow("Done, I have kept it");
                }),
                new PageSample("key-edit", admin, (tab, who) -> {
                    tab.go(used + "/edit");
                    many.service()
                            .patch(
                                    many.caller(),
                                    used.replace("/admin/keys", "/api-keys"),
                                    new JsonObject().put("name", "Named by another admin"));
                    tab.type("Name", "Named by me");
                    tab.follow("Save");
                }));
    }

    private static void chosen(BrowserTab tab) {
        tab.go("/admin/keys?q=5");
        tab.page().locator("input[name=key]").nth(0).check();
        tab.page().locator("input[name=key]").nth(1).check();
        tab.follow("Revoke the chosen keys");
    }

    private static void refused(BrowserTab tab) {
        tab.go("/admin/keys/new?preset=chosen");
        tab.type("Name", "Refused");
        tab.page().getByText("Networks").first().click();
        tab.type("Networks", "192.0.2.0/33");
        tab.follow("Make the key");
    }

    private static String path(JsonObject key) {
        return "/admin/keys/" + key.getString("id");
    }
}
