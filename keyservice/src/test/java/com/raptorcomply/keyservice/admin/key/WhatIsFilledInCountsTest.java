package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Permissions that an admin ticks and a date that they type are never passed over for a choice made beside them. */
class WhatIsFilledInCountsTest {
    private static final String NEW = "/admin/keys/new";
    private static final String SENTENCE = "[data-sentence]";
    private static final String TASKS = "[name=permissions][value='tasks:read']";
    private static final String CHOSEN = "[name=rights][value=chosen]";
    private static final String DATE = "2099-06-01";

    private final AdminBrowser browser = AdminBrowser.shared();
    private final TestService service = browser.service();
    private final KeyExamples examples = KeyExamples.in(service);

    @Test
    void aBoxAndADateChooseThemselves() {
        try (BrowserTab tab = browser.tabOf(examples.admin())) {
            tab.go(NEW);
            tab.press("Choose permissions one by one");
            tab.page().locator(TASKS).check();
            tab.type("Date", DATE);
            tab.awaitText(
                    SENTENCE,
                    "a key of the organization that may do what you have chosen above and ends on the date above");
            tab.page().getByText("Only reads").click();
            assertThat(tab.page().locator(TASKS).isChecked()).isFalse();
            tab.requireNoComplaint();
        }
    }

    @Test
    void withoutScriptsANewKeyIsRefusedUntilItIsClear() {
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            tab.signIn(examples.admin());
            tab.go(NEW);
            tab.type("Name", "Narrow");
            tab.press("Choose permissions one by one");
            tab.page().locator(TASKS).check();
            tab.follow("Make the key");
            tab.awaitText("#permissions", "This counts only with “What I choose below”");
            assertThat(tab.page().locator(TASKS).isChecked()).isTrue();
            tab.page().locator(CHOSEN).check();
            tab.type("Date", DATE);
            tab.follow("Make the key");
            tab.awaitText("#expiresAt-fault", "This counts only with “On a date”");
        }
        assertThat(keys()).noneMatch(key -> "Narrow".equals(key.getString("name")));
    }

    @Test
    void norIsAChangeSavedWithoutThem() {
        String id = examples.key("Wide").getString("id");
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            tab.signIn(examples.admin());
            tab.go("/admin/keys/" + id + "/edit");
            tab.press("Choose permissions one by one");
            tab.page().locator(TASKS).uncheck();
            tab.follow("Save");
            tab.awaitText("#permissions", "This counts only with “What I choose below”");
            tab.page().locator(CHOSEN).check();
            tab.follow("Save");
            assertThat(tab.path()).endsWith("?done=changed");
        }
        assertThat(key(id).getJsonArray("permissions")).doesNotContain("tasks:read");
    }

    @Test
    void andTheChangeOfAnotherAdminIsNotTakenForOne() {
        String id = examples.key("Shared").getString("id");
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            tab.signIn(examples.admin());
            tab.go("/admin/keys/" + id + "/edit");
            service.patch(
                    examples.caller(),
                    "/api-keys/" + id,
                    new JsonObject().put("permissions", new JsonArray().add("tasks:read")));
            tab.type("Name", "Renamed");
            tab.follow("Save");
            tab.follow("Save");
            assertThat(tab.path()).endsWith("?done=changed");
        }
        assertThat(key(id).getJsonArray("permissions")).containsExactly("tasks:read");
    }

    private JsonObject key(String id) {
        return keys().stream()
                .filter(key -> id.equals(key.getString("id")))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonObject> keys() {
        return service.get(examples.caller(), "/api-keys").array().stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
