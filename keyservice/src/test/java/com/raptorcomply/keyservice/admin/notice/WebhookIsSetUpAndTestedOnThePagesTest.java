package com.raptorcomply.keyservice.admin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookIsSetUpAndTestedOnThePagesTest {
    private static final String WEBHOOKS = "/admin/organization/webhooks";
    private static final String NOTICE = "[name=types][value='api_key.expired']";
    private static final String ONLY_THESE = "[name=which][value=chosen]";

    private final TestService service = TestService.shared();
    private final Person admin = Person.in(service, UserRole.ORG_ADMIN);

    @Test
    void withoutScripts() {
        try (BrowserTab tab = AdminBrowser.shared().tabWithoutScripts()) {
            tab.signIn(admin);
            tab.go(WEBHOOKS);
            tab.follow("Add a webhook");
            tab.type("Name", "SIEM");
            tab.type("Address", "https://localhost/");
            tab.follow("Add the webhook");
            assertThat(tab.page().locator("#once").textContent()).startsWith("whsec_");

            tab.follow("Done, I have kept it");
            assertThat(tab.page().content()).doesNotContain("whsec_");
            tab.follow("Send a test");
            tab.awaitText(".notice", "The test has failed");
            tab.awaitText("table", "no address that may be reached");

            tab.follow("Edit");
            tab.page().getByLabel("Send notices").uncheck();
            tab.follow("Save");
            assertThat(tab.page().locator(".card-head .badge").textContent()).isEqualTo("Off");
            tab.follow("Delete");
            tab.follow("Delete");
            tab.awaitText("main", "The webhook is deleted", "No webhooks yet");
        }
    }

    @Test
    void aTickedNoticeCountsOrIsAskedAbout() {
        try (BrowserTab tab = AdminBrowser.shared().tab()) {
            tab.signIn(admin);
            tab.go(WEBHOOKS + "/new");
            tab.page().locator(NOTICE).check();
            assertThat(tab.page().locator(ONLY_THESE).isChecked()).isTrue();
        }
        assertThat(FormSender.of(admin.browser())
                        .post(
                                WEBHOOKS + "/new",
                                "form",
                                UUID.randomUUID().toString(),
                                "name",
                                "SIEM",
                                "url",
                                "https://hooks.example.com/",
                                "which",
                                "all",
                                "types",
                                "api_key.expired")
                        .body())
                .contains("This counts only with “Only these”");
    }

    @Test
    void onceAlsoIfTheFormIsSentTwice() {
        FormSender sender = FormSender.of(admin.browser());
        String form = UUID.randomUUID().toString();
        Reply first = send(sender, form);
        Reply second = send(sender, form);

        assertThat(first.body()).contains("whsec_");
        assertThat(second.status()).isEqualTo(303);
        assertThat(second.header("Location")).matches(WEBHOOKS + "/[0-9a-f-]{36}\\?done=before");
        assertThat(service.count("SELECT count(*) FROM webhook WHERE organization_id = ?", admin.organizationId()))
                .isEqualTo(1);
    }

    private static Reply send(FormSender sender, String form) {
        return sender.post(
                WEBHOOKS + "/new", "form", form, "name", "SIEM", "url", "https://hooks.example.com/", "which", "all");
    }
}
