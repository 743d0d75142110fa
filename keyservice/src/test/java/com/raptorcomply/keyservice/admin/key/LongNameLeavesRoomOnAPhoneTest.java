package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.admin.browser.Screen;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The longest name can be read as a whole, and the page below it begins on the first screen. */
class LongNameLeavesRoomOnAPhoneTest {
    private static final String NAME =
            "Import of the substation’s configuration ".repeat(6).strip();
    private static final int HEADING_PIXELS_MAX = 220;

    @Test
    void onThePageOfAKey() {
        AdminBrowser browser = AdminBrowser.shared();
        KeyExamples examples = KeyExamples.in(browser.service());
        JsonObject key = examples.key(NAME);
        try (BrowserTab tab = browser.tabOf(examples.admin())) {
            tab.show(Screen.PHONE_LIGHT);
            tab.go("/admin/keys/" + key.getString("id"));
            assertThat(tab.page().locator("h1").innerText()).isEqualTo(NAME);
            assertThat(tab.page().locator("h1").boundingBox().height).isLessThan(HEADING_PIXELS_MAX);
        }
    }
}
