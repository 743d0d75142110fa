package com.raptorcomply.keyservice.admin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.raptorcomply.keyservice.signin.session.Person;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A tab with cookies of its own. It remembers what the browser complains about. */
public final class BrowserTab implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int TIMEOUT_MILLIS = 10_000;

    /** Chromium logs this line for each page with an error status, which is no fault of the page. */
    private static final String STATUS = "Failed to load resource";

    /** axe-core itself, because its wrapper for Playwright loads it again for each look and opens a page to sum up. */
    private static final String AXE = read("/axe.min.js");

    private static final String VIOLATIONS = """
            async (rules) => (await axe.run(document, { preload: false, resultTypes: ['violations'],
                ...(rules.length === 0 ? {} : { runOnly: rules }) })).violations
              .map((rule) => rule.id + ': ' + rule.help + ' ' + rule.nodes.map((node) => node.html).join(' '))""";

    /** The rules whose outcome depends on size and theme. */
    static final List<String> LOOKS =
            List.of("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable");

    private final BrowserContext context;
    private final Page page;
    private final boolean scripts;
    private final List<String> complaints = new ArrayList<>();

    BrowserTab(BrowserContext context, boolean scripts) {
        this.context = context;
        this.scripts = scripts;
        this.page = context.newPage();
        page.setDefaultTimeout(TIMEOUT_MILLIS);
        page.onConsoleMessage(this::hear);
        page.onPageError(complaints::add);
        show(Screen.DESKTOP_LIGHT);
    }

    /** Has axe wait on each page that the tab loads from now on: to send it for each look takes longer than the look. */
    public void expectLooks() {
        context.addInitScript("window.loadAxe = () => {" + AXE + "\n};");
    }

    /** Signs out and forgets what the browser has complained about, so that the tab is as a new one. */
    public void reset() {
        context.clearCookies();
        complaints.clear();
        show(Screen.DESKTOP_LIGHT);
    }

    /** Returns Playwright's page, for anything that has no method here. */
    public Page page() {
        return page;
    }

    public BrowserContext context() {
        return context;
    }

    /** Loads a page and returns the response. */
    public Response go(String path) {
        Response response = page.navigate(path);
        if (response == null) {
            throw new AssertionError("no response from " + path);
        }
        return response;
    }

    /** Returns path and query of the page. */
    public String path() {
        return page.url().replaceFirst("^https?://[^/]*", "");
    }

    public void show(Screen screen) {
        page.setViewportSize(screen.width(), screen.height());
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(screen.dark() ? ColorScheme.DARK : ColorScheme.LIGHT));
    }

    /** Types into the input with this label. */
    public void type(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    }

    /** Presses the button or link with this name. */
    public void press(String name) {
        page.locator("button:visible, a.button:visible, a:visible, summary:visible")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(name))
                .first()
                .click();
    }

    /** Gives the tab a fresh session of this person, by a sign-in at the API. */
    public void signIn(Person person) {
        use(person.browser());
    }

    /** Gives the tab the session of a browser that has signed in at the API. */
    public void use(Person.Browser signedIn) {
        String[] pair = signedIn.cookie().split("=", 2);
        context.addCookies(List.of(new Cookie(pair[0], pair[1])
                .setDomain("localhost")
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(true)
                .setSameSite(com.microsoft.playwright.options.SameSiteAttribute.STRICT)));
    }

    /**
     * Requires of the page as it is, on every screen: no overflow, nothing that axe finds, no complaint of the browser.
     * All rules of axe run on one screen, where tables are tables; on the others only those about looks, because size and
     * theme change nothing else. With {@code -Dpages.screens=all} it keeps a picture of each screen below {@code
     * target/screenshots}.
     *
     * @param name the beginning of the screenshots' names
     */
    public void requireFit(String name) {
        for (Screen screen : Screen.tested()) {
            show(screen);
            if (Screen.areAllTested()) {
                screenshot(name + "-" + screen.label());
            }
            if (scripts) {
                requireNoOverflow();
            }
            assertThat(violations(screen == Screen.DESKTOP_LIGHT ? List.of() : LOOKS))
                    .as("violations on " + path() + " " + screen)
                    .isEmpty();
        }
        show(Screen.DESKTOP_LIGHT);
        requireNoComplaint();
    }

    /** Requires that nothing is wider than the window. */
    public void requireNoOverflow() {
        Object wide = page.evaluate("""
                () => { const max = document.documentElement.clientWidth;
                  return document.documentElement.scrollWidth <= max ? [] : ['the page', ...[...document.querySelectorAll('body *')]
                    .filter((e) => e.getBoundingClientRect().right > max + 1)
                    .map((e) => e.tagName + '.' + e.className + ': ' + e.textContent.slice(0, 40))]; }""");
        assertThat((List<?>) wide).as("wider than the window: " + path()).isEmpty();
    }

    /** Requires that axe finds nothing (WCAG 2.2 A and AA, and its best practices). */
    public void requireAccessible() {
        assertThat(violations()).as("violations on " + path()).isEmpty();
    }

    /** Returns what axe finds, each rule with the elements that break it. */
    public List<String> violations() {
        return violations(List.of());
    }

    /** @param rules those to run; empty: all */
    List<String> violations(List<String> rules) {
        if (!Boolean.TRUE.equals(
                page.evaluate("() => { window.axe ?? window.loadAxe?.(); return 'axe' in window; }"))) {
            page.evaluate(AXE);
        }
        return ((List<?>) page.evaluate(VIOLATIONS, rules))
                .stream().map(String::valueOf).toList();
    }

    /** Requires that the browser has complained about nothing since the tab was opened: scripts, policy, loading. */
    public void requireNoComplaint() {
        assertThat(complaints).isEmpty();
    }

    /** Keeps a picture of the whole page. */
    public void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name.toLowerCase(Locale.ROOT) + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
    }

    private static String read(String resource) {
        try (InputStream stream = AxeBuilder.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void hear(ConsoleMessage message) {
        boolean isFault = message.type().equals("error") || message.type().equals("warning");
        if (isFault && !message.text().startsWith(STATUS)) {
            complaints.add(message.text());
        }
    }
}
