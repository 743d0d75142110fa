package com.raptorcomply.keyservice.admin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;

/** A person who has no mouse. Each stop on the way must have an outline, within the window. */
public final class KeyboardUser {
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

    private final BrowserTab tab;

    public KeyboardUser(BrowserTab tab) {
        this.tab = tab;
    }

    public Keyboard keyboard() {
        return tab.page().keyboard();
    }

    /** Goes on with the Tab key to this link or button, presses Enter, and waits for the page that it leads to. */
    public void follow(String name) {
        reach(name);
        tab.awaitPage(() -> keyboard().press("Enter"));
    }

    /** Goes on with the Tab key until the focus is on what has this name. */
    public void reach(String name) {
        for (int i = 0; i < STOPS_MAX; i++) {
            keyboard().press("Tab");
            assertThat(tab.page().evaluate(UNSEEN)).as("focus that is not seen").isEqualTo("");
            if (tab.page().evaluate(FOCUSED).equals(name)) {
                return;
            }
        }
        throw new AssertionError("The Tab key does not reach " + name + " on " + tab.path());
    }
}
