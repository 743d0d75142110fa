package com.raptorcomply.keyservice.admin.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlantedFaultIsFoundTest {
    /** Moves the heading, and waits until the browser has drawn it. */
    private static final String MOVED = """
            () => new Promise((drawn) => {
              document.querySelector('h1').style.marginTop = '5rem';
              requestAnimationFrame(() => requestAnimationFrame(drawn));
            })""";

    @Test
    void whetherItIsANamelessInputAWideElementOrAScriptOfNobody() {
        try (BrowserTab tab = AdminBrowser.shared().tab()) {
            tab.go("/admin/session");
            assertThat(AxeScan.all(tab.page())).isEmpty();
            tab.page().evaluate("document.querySelector('h1').style.color = '#ddd'");
            assertThat(AxeScan.looks(tab.page())).singleElement().asString().startsWith("color-contrast: ");
            tab.page().evaluate("document.querySelector('h1').style.color = ''");
            tab.page().evaluate("document.querySelector('label').remove()");
            assertThat(AxeScan.all(tab.page())).singleElement().asString().startsWith("label: ");
            tab.page().evaluate("document.querySelector('h1').textContent = 'x'.repeat(400)");
            tab.requireNoOverflow();
            tab.page().evaluate("document.querySelector('h1').className = 'nowrap'");
            assertThatThrownBy(tab::requireNoOverflow).isInstanceOf(AssertionError.class);
            tab.requireNoComplaint();
            tab.page().evaluate("""
                    () => { const script = document.createElement('img'); script.src = 'https://other.example/x.png';
                      document.body.append(script); }""");
            tab.page().waitForCondition(() -> {
                try {
                    tab.requireNoComplaint();
                    return false;
                } catch (AssertionError complaint) {
                    return true;
                }
            });
        }
    }

    @Test
    void orAnInputWhoseDescriptionIsNotThere() {
        try (BrowserTab tab = AdminBrowser.shared().tab()) {
            tab.go("/admin/session");
            tab.page()
                    .evaluate("document.querySelector('#password').setAttribute('aria-describedby', 'password-help')");
            assertThat(BrokenReferences.on(tab.page()))
                    .singleElement()
                    .asString()
                    .startsWith("no password-help: ");
            tab.page().evaluate("document.querySelector('label').id = 'password-help'");
            assertThat(BrokenReferences.on(tab.page())).isEmpty();
            tab.page().evaluate("document.querySelector('h1').id = 'email'");
            assertThat(BrokenReferences.on(tab.page())).containsExactly("two email");
        }
    }

    @Test
    void orAHeadingThatMoves() {
        try (BrowserTab tab = AdminBrowser.shared().tab()) {
            tab.go("/admin/session");
            assertThat(LayoutShifts.on(tab.page())).isEmpty();
            tab.page().evaluate(MOVED);
            assertThat(LayoutShifts.on(tab.page())).singleElement().asString().contains("<h1");
        }
    }
}
