package com.raptorcomply.keyservice.admin.audit;

import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.PageSample;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import java.util.List;

/** The pages of evidence in their states. */
public final class AuditSamples {
    private static final String HOSTILE = "<b>\u05d0\u05d1</b>" + "W".repeat(200);

    private AuditSamples() {}

    public static List<PageSample> of(AdminBrowser browser) {
        Person alone = Person.in(browser.service(), UserRole.ORG_ADMIN);
        Person admin = Person.in(browser.service(), UserRole.ORG_ADMIN);
        Person other = Person.in(browser.service(), admin.organizationId(), UserRole.USER);
        FormSender sender = FormSender.of(admin.browser());
        String path = "/admin/people/" + other.id();
        sender.post(path + "/edit", "name", HOSTILE, "email", other.email());
        sender.post(path + "/disable");
        sender.post(path + "/enable");
        return List.of(
                PageSample.of("activity-none", alone, "/admin/activity?actor=nobody"),
                new PageSample("activity-some", admin, (tab, who) -> {
                    tab.go("/admin/activity");
                    tab.follow("Check the chain now");
                    tab.page().locator("details summary").nth(3).click();
                }),
                PageSample.of("pending-none", alone, "/admin/pending"),
                PageSample.of("receipts-none", alone, "/admin/activity/receipts"),
                PageSample.of("receipts-some", admin, "/admin/activity/receipts"));
    }
}
