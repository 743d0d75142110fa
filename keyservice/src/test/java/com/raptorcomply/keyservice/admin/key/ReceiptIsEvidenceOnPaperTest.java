package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** A receipt names the key, the secret and the times to the second, and prints without what leads elsewhere. */
class ReceiptIsEvidenceOnPaperTest {
    private static final String TO_THE_SECOND = "[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}, [0-9]{2}:[0-9]{2}:[0-9]{2} UTC";

    private static final int READABLE_PIXELS = 50;

    private final TestService service = TestService.shared();
    private final KeyExamples examples = KeyExamples.in(service);
    private final JsonObject key = examples.use(examples.key("Import"));
    private final String api = "/api-keys/" + key.getString("id");
    private final String secret = "/secrets/" + key.getString("secretId");

    @Test
    void ofTheSecretOfARotatedKey() {
        service.post(examples.caller(), api + "/secrets", "");
        try (BrowserTab tab = AdminBrowser.shared().tab()) {
            tab.signIn(examples.admin());
            tab.go("/admin/keys/" + key.getString("id") + secret + "/revoke");
            tab.awaitText(".notice", "This secret is still in use.");
            String masked = tab.page().locator("dd code").first().textContent();
            tab.follow("Revoke the secret");
            tab.awaitText("dl", "Import", key.getString("id"), masked, "Effective at");
            assertThat(tab.page().locator("dl").textContent()).containsPattern("Asked at\\s*" + TO_THE_SECOND);
            tab.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(tab.page().locator("h1").isVisible()).isTrue();
            assertThat(tab.page().locator("header").isVisible()).isFalse();
            assertThat(tab.page().locator(".paper").innerText()).matches("Printed at " + TO_THE_SECOND + "\\.");
            tab.go("/admin/keys/" + key.getString("id"));
            assertThat(tab.page().locator(".button:visible").count()).isZero();
            assertThat(tab.page().locator("time [class]").first().boundingBox().width)
                    .isGreaterThan(READABLE_PIXELS);
            tab.go("/admin/people/" + examples.admin().id());
            assertThat(tab.page().locator("h2:visible").allInnerTexts()).containsExactly("About", "Role", "Access");
            tab.go("/admin/activity/receipts");
            assertThat(tab.page().locator(".paper").innerText())
                    .startsWith(
                            "Organization: " + tab.page().locator(".place bdi").textContent())
                    .containsPattern("Printed at " + TO_THE_SECOND + "\\.$");
            assertThat(tab.page().locator("[name=from]").isVisible()).isTrue();
            assertThat(tab.page().locator(".actions:visible, .button:visible").count())
                    .isZero();
            assertThat(tab.page().locator("td time").first().textContent()).matches(TO_THE_SECOND);
            tab.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
            tab.follow("Secret revoked");
            tab.awaitText("dl", masked);
        }
    }
}
