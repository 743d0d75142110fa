package com.raptorcomply.keyservice.admin.organization;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.PageSample;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** The pages of organizations in their states. */
public final class OrganizationSamples {
    private OrganizationSamples() {}

    public static List<PageSample> of(AdminBrowser browser) {
        Person admin = Person.in(browser.service(), UserRole.ORG_ADMIN);
        Person platform = Person.in(browser.service(), UserRole.PLATFORM_ADMIN);
        UUID hostile = Await.result(
                browser.service().bootstrap().createOrganization("<i>\u05d0\u05d1</i> & " + "W".repeat(200)));
        String one = "/admin/organizations/" + hostile;
        return List.of(
                new PageSample("settings", admin, (tab, who) -> {
                    tab.go("/admin/organization");
                    rename(browser, admin);
                    tab.type("Revoke keys unused for, in days", "90");
                    tab.follow("Save");
                }),
                PageSample.of("organizations", platform, "/admin/organizations?q=w"),
                PageSample.of("organizations-none", platform, "/admin/organizations?q=nothing"),
                PageSample.of("organization-delete", platform, one + "/delete"),
                PageSample.of("organization-suspend", platform, one + "/suspend"),
                new PageSample("organization-deleted", platform, (tab, who) -> {
                    tab.go("/admin/organizations/" + browser.service().organization() + "/delete");
                    tab.follow(tab.page().locator("main button"));
                }),
                new PageSample("organization-suspended", platform, (tab, who) -> {
                    tab.go(one + "/suspend");
                    tab.follow(tab.page().locator("main button"));
                }),
                new PageSample("organization-refused", platform, (tab, who) -> {
                    tab.go("/admin/organizations/new");
                    tab.type("Name", "Power");
                    tab.type("Time zone", "Mars/Phobos");
                    tab.follow("Create");
                }));
    }

    private static void rename(AdminBrowser browser, Person admin) {
        browser.service()
                .patch(
                        TestCaller.person(admin.organizationId(), admin.id()),
                        "/organizations/" + admin.organizationId(),
                        new JsonObject().put("name", "Named by another admin"));
    }
}
