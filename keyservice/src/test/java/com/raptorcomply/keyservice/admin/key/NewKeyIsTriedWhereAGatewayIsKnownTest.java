package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.FreePort;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewKeyIsTriedWhereAGatewayIsKnownTest {
    private static final String BUTTON = "Test it now";

    @Test
    void andThePageSaysIfTheGatewayDoesNotRespond() {
        String gateway = "http://localhost:" + FreePort.find();
        try (TestService service = TestService.with(Map.of("gateway.url", gateway));
                BrowserTab tab = AdminBrowser.shared().tab()) {
            Person.Browser admin = Person.in(service, UserRole.ORG_ADMIN).browser();
            tab.use(admin);
            tab.go("http://localhost:" + service.port() + "/admin/keys/new");
            tab.type("Name", "Import");
            tab.follow("Make the key");
            assertThat(tab.page().locator("#curl").textContent()).endsWith(gateway + "/validate");
            tab.press(BUTTON);
            tab.page().getByText("The gateway did not respond.").waitFor();
            assertThat(tab.page().locator("#once").textContent()).startsWith("rc_live_");
            tab.requireNoComplaint();
            assertThat(FormSender.of(admin)
                            .post("/admin/keys/try", "key", "no key")
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void elseThePageHasNoButton() {
        AdminBrowser browser = AdminBrowser.shared();
        try (BrowserTab tab = browser.tabOf(Person.in(browser.service(), UserRole.ORG_ADMIN))) {
            tab.go("/admin/keys/new");
            tab.type("Name", "Import");
            tab.follow("Make the key");
            tab.awaitText("#curl", "$GATEWAY_URL/validate");
            assertThat(tab.page().getByText(BUTTON).count()).isZero();
        }
    }
}
