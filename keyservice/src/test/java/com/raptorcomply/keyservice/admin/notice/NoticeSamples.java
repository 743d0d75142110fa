package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.admin.browser.PageSample;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The pages of alerts and webhooks in their states. */
public final class NoticeSamples {
    private static final String WEBHOOKS = "/admin/organization/webhooks";

    private NoticeSamples() {}

    public static List<PageSample> of(AdminBrowser browser) {
        NoticeExamples none = NoticeExamples.in(browser.service());
        NoticeExamples some = NoticeExamples.in(browser.service()).alerts();
        Person admin = some.admin();
        Person platform = Person.in(browser.service(), UserRole.PLATFORM_ADMIN);
        String webhook = some.hostile();
        some.deliveries(webhook);
        some.webhook("Ticket system");
        return List.of(
                PageSample.of("alerts", admin, "/admin/alerts"),
                PageSample.of("alerts-none", none.admin(), "/admin/alerts"),
                PageSample.of("webhooks", admin, WEBHOOKS),
                PageSample.of("webhooks-none", none.admin(), WEBHOOKS),
                PageSample.of("webhooks-platform", platform, "/admin" + some.path()),
                PageSample.of("webhook", admin, webhook),
                PageSample.of("webhook-delete", admin, webhook + "/delete"),
                new PageSample("webhook-refused", admin, (tab, who) -> refused(tab)),
                new PageSample("webhook-secret", admin, (tab, who) -> {
                    tab.go(WEBHOOKS + "/new");
                    tab.type("Name", "SIEM");
                    tab.type("Address", "https://hooks.example.com/");
                    tab.follow("Add the webhook");
                }),
                new PageSample("webhook-edit", admin, (tab, who) -> {
                    tab.go(webhook + "/edit");
                    some.service()
                            .patch(
                                    some.caller(),
                                    some.path() + webhook.replace(WEBHOOKS, ""),
                                    new JsonObject().put("name", "Named by another admin"));
                    tab.type("Name", "Named by me");
                    tab.follow("Save");
                }));
    }

    private static void refused(BrowserTab tab) {
        tab.go(WEBHOOKS + "/new");
        tab.type("Name", "SIEM");
        tab.type("Address", "http://10.0.0.1/");
        tab.page().getByText("Only these:").click();
        tab.follow("Add the webhook");
    }
}
