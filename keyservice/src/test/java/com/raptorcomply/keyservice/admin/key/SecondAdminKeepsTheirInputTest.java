package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class SecondAdminKeepsTheirInputTest {
    private final AdminBrowser browser = AdminBrowser.shared();
    private final TestService service = browser.service();

    @Test
    void andSeesWhatTheFirstHasChanged() {
        KeyExamples examples = KeyExamples.in(service);
        String id = examples.key("Import").getString("id");
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            tab.signIn(examples.admin());
            tab.go("/admin/keys/" + id + "/edit");
            service.patch(examples.caller(), "/api-keys/" + id, new JsonObject().put("name", "Named by the first"));
            tab.type("Name", "Named by the second");
            tab.follow("Save");
            assertThat(tab.page().locator("#name").inputValue()).isEqualTo("Named by the second");
            tab.awaitText("table", "Import", "Named by the first");
            tab.follow("Save");
            assertThat(tab.path()).endsWith("?done=changed");
            assertThat(tab.page().locator("h1").textContent()).isEqualTo("Named by the second");
        }
    }
}
