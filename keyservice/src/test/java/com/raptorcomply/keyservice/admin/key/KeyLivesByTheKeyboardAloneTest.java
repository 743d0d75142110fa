package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class KeyLivesByTheKeyboardAloneTest {
    /** No page has as many places that the Tab key reaches. */
    private static final int STOPS_MAX = 80;

    private static final String FOCUSED = """
            () => { const e = document.activeElement;
              return (e.getAttribute('aria-label') ?? e.labels?.[0]?.textContent ?? e.textContent).trim(); }""";

    private static final String UNSEEN = """
            () => { const e = document.activeElement; const box = e.getBoundingClientRect();
              const outline = getComputedStyle(e).outlineStyle;
              return outline !== 'none' && box.width > 0 && box.bottom > 0 && box.top < innerHeight
                ? '' : e.outerHTML + ' ' + outline + ' ' + JSON.stringify(box); }""";

    @Test
    void fromItsCreationToItsRevocation() {
        AdminBrowser browser = AdminBrowser.shared();
        try (BrowserTab tab = browser.tabOf(Person.in(browser.service(), UserRole.ORG_ADMIN))) {
            tab.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            Keyboard keyboard = tab.page().keyboard();
            tab.go("/admin/keys");
            follow(tab, "New key", "Enter");
            keyboard.type("Nightly import");
            assertThat(tab.page().locator("#name").inputValue()).isEqualTo("Nightly import");
            follow(tab, "Make the key", "Enter");

            String value = tab.page().locator("#once").textContent();
            reach(tab, "Copy");
            keyboard.press("Space");
            tab.page().getByText("Copied").waitFor();
            assertThat(tab.page().evaluate("navigator.clipboard.readText()")).isEqualTo(value);
            follow(tab, "Done, I have kept it", "Enter");

            follow(tab, "Revoke", "Enter");
            follow(tab, "Revoke the key", "Enter");
            assertThat(tab.page().locator("[role=status]").textContent()).contains("No gateway lets it in any more");
            tab.requireNoComplaint();
        }
    }

    /** Goes on with the Tab key to this link or button, presses it, and waits for the page that it leads to. */
    private static void follow(BrowserTab tab, String name, String key) {
        reach(tab, name);
        AtomicBoolean loaded = new AtomicBoolean();
        Consumer<Page> listener = page -> loaded.set(true);
        tab.page().onLoad(listener);
        tab.page().keyboard().press(key);
        tab.page().waitForCondition(loaded::get);
        tab.page().offLoad(listener);
    }

    /** Goes on with the Tab key until the focus is on what has this name; each stop on the way can be seen. */
    private static void reach(BrowserTab tab, String name) {
        for (int i = 0; i < STOPS_MAX; i++) {
            tab.page().keyboard().press("Tab");
            assertThat(tab.page().evaluate(UNSEEN)).as("focus that is not seen").isEqualTo("");
            if (tab.page().evaluate(FOCUSED).equals(name)) {
                return;
            }
        }
        throw new AssertionError("The Tab key does not reach " + name + " on " + tab.path());
    }
}
