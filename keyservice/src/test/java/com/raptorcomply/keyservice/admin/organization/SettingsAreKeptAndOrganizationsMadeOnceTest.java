package com.raptorcomply.keyservice.admin.organization;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SettingsAreKeptAndOrganizationsMadeOnceTest {
    private static final String UNUSED = "Revoke keys unused for, in days";

    private final TestService service = TestService.shared();

    @Test
    void secondAdminSeesWhatTheFirstHasChanged() {
        Person admin = Person.in(service, UserRole.ORG_ADMIN);
        TestCaller first = TestCaller.person(admin.organizationId(), admin.id());
        String api = "/organizations/" + admin.organizationId();
        try (BrowserTab tab = AdminBrowser.shared().tabWithoutScripts()) {
            tab.signIn(admin);
            tab.go("/admin/organization");
            service.patch(
                    first, api, new JsonObject().put("keyPolicy", new JsonObject().put("revokeUnusedAfterDays", 60)));
            tab.type(UNUSED, "90");
            tab.follow("Save");
            tab.awaitText("table", "Revoke keys unused for", "Never", "60 days");
            assertThat(tab.page().getByLabel(UNUSED).inputValue()).isEqualTo("90");
            tab.follow("Save");
            assertThat(tab.path()).isEqualTo("/admin/organization?done=saved");
        }
        JsonObject policy = service.get(first, api).object().getJsonObject("keyPolicy");
        assertThat(policy.getInteger("revokeUnusedAfterDays")).isEqualTo(90);
        assertThat(policy.getInteger("maxLifetimeDays")).isNull();
    }

    @Test
    void formOfANewOrganizationSentTwiceMakesOne() {
        FormSender sender =
                FormSender.of(Person.in(service, UserRole.PLATFORM_ADMIN).browser());
        String form = UUID.randomUUID().toString();
        String name = "Organization " + form;
        Reply first = send(sender, form, name);
        Reply second = send(sender, form, name);
        assertThat(first.status()).isEqualTo(303);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(service.count("SELECT count(*) FROM organization WHERE name = ?", name))
                .isEqualTo(1);
        assertThat(send(sender, form, "Another " + form).status()).isEqualTo(422);
    }

    private static Reply send(FormSender sender, String form, String name) {
        return sender.post("/admin/organizations/new", "form", form, "name", name, "timeZone", "UTC");
    }
}
