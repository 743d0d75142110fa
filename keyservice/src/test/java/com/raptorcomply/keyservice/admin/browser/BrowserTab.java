package com.raptorcomply.keyservice.admin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.raptorcomply.keyservice.signin.session.Person;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A tab with cookies of its own. It remembers what the browser complains about. After a test the next one gets it, as a new
 * one, because a new one costs a second of CPU.
 */
public final class BrowserTab implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** The longest wait for what a page shows at last, also on a machine that is busy with other builds. */
    private static final int TIMEOUT_MILLIS = 30_000;

    /** The factor by which the browser runs its pages slower than it could: {@code -Dpages.slowness=10} finds races. */
    private static final int SLOWNESS = Integer.getInteger("pages.slowness", 1);

    /** Chromium logs this line for each page with an error status, which is no fault of the page. */
    private static final String STATUS = "Failed to load resource";

    private static final String SHOWN = """
            (screen) => innerWidth === screen.width
              && matchMedia('(prefers-color-scheme: dark)').matches === screen.dark""";

    private static final String NOTE_COPIED = """
            () => { window.hasSaidCopied = false;
              new MutationObserver(() => { window.hasSaidCopied ||= document.body.textContent.includes('Copied'); })
                .observe(document.body, { childList: true, characterData: true, subtree: true }); }""";

    private final BrowserContext context;
    private final Page page;
    private final boolean scripts;
    private final List<String> complaints = new ArrayList<>();
    private @Nullable Deque<BrowserTab> idle;
    private @Nullable Screen shown;

    /** @param idle where the tab waits for the next test */
    BrowserTab(BrowserContext context, boolean scripts, Deque<BrowserTab> idle) {
        this.context = context;
        this.scripts = scripts;
        this.idle = idle;
        this.page = context.newPage();
        page.setDefaultTimeout(TIMEOUT_MILLIS);
        if (SLOWNESS > 1) {
            JsonObject rate = new JsonObject();
            rate.addProperty("rate", SLOWNESS);
            context.newCDPSession(page).send("Emulation.setCPUThrottlingRate", rate);
        }
        page.onConsoleMessage(this::hear);
        page.onPageError(complaints::add);
        show(Screen.DESKTOP_LIGHT);
    }

    /**
     * Has axe wait on each page that the tab loads from now on: to send it for each look takes longer than the look. Such a
     * tab is for one test class.
     */
    public void expectLooks() {
        context.addInitScript(AxeScan.LOADED_LATER);
        idle = null;
    }

    /** Signs out and forgets what was and what the browser has complained about, so that the tab is as a new one. */
    public void reset() {
        page.unrouteAll();
        context.clearCookies();
        context.clearPermissions();
        awaitComplaints();
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

    /** Loads a page, waits for the focus that it sets, and returns the response. */
    public Response go(String path) {
        Response response = page.navigate(path);
        if (response == null) {
            throw new AssertionError("no response from " + path);
        }
        awaitFocus();
        return response;
    }

    /** Presses the button or link with this name, and waits for the page that it leads to. */
    public void follow(String name) {
        follow(named(name));
    }

    /** Clicks what leads to another page, and waits for that page. */
    public void follow(Locator control) {
        awaitPage(control::click);
    }

    /**
     * Acts, and waits until the page that this leads to has loaded, has run its scripts and has set its focus. Who reads
     * or types sooner meets the page before, or half of the new one.
     */
    public void awaitPage(Runnable action) {
        AtomicBoolean loaded = new AtomicBoolean();
        Consumer<Page> listener = loading -> loaded.set(true);
        page.onLoad(listener);
        try {
            action.run();
            page.waitForCondition(loaded::get);
        } finally {
            page.offLoad(listener);
        }
        awaitFocus();
    }

    /** Browsers focus what has {@code autofocus} at some time after they have loaded a page, and typed text follows it. */
    private void awaitFocus() {
        if (page.locator("[autofocus]").count() > 0) {
            page.locator(":focus").first().waitFor();
        }
    }

    /** Returns path and query of the page. */
    public String path() {
        return page.url().replaceFirst("^https?://[^/]*", "");
    }

    /** Gives the window this size and theme, and waits until the page has them. */
    public void show(Screen screen) {
        if (screen == shown) {
            return;
        }
        page.setViewportSize(screen.width(), screen.height());
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(screen.dark() ? ColorScheme.DARK : ColorScheme.LIGHT));
        page.waitForCondition(() ->
                Boolean.TRUE.equals(page.evaluate(SHOWN, Map.of("width", screen.width(), "dark", screen.dark()))));
        shown = screen;
    }

    /** Types into the input with this label. */
    public void type(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    }

    /** Presses the button with this name, which leads to no other page. {@link #follow} is for those that do. */
    public void press(String name) {
        named(name).click();
    }

    private Locator named(String name) {
        return page.locator("button:visible, a:visible, summary:visible")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first();
    }

    /** Waits until the page shows each of these texts in the first element that this selects. */
    public void awaitText(String selector, String... texts) {
        for (String text : texts) {
            PlaywrightAssertions.assertThat(page.locator(selector).first())
                    .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(TIMEOUT_MILLIS));
        }
    }

    /**
     * Returns what is on the clipboard after this press of a button that copies. It notes that the page says "Copied",
     * because it says so for 2.5 seconds only.
     */
    public String copied(Runnable press) {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.evaluate(NOTE_COPIED);
        press.run();
        page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate("window.hasSaidCopied")));
        return (String) page.evaluate("navigator.clipboard.readText()");
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
     * Requires of the page as it is, on every screen: no overflow, nothing that axe finds, no complaint of the browser, no
     * broken reference.
     * All rules of axe run on one screen, where tables are tables; on the others only those about looks, because size and
     * theme change nothing else. With {@code -Dpages.screens=all} it keeps a picture of each screen below
     * {@code target/screenshots}.
     *
     * @param name the beginning of the screenshots' names
     */
    public void requireFit(String name) {
        assertThat(BrokenReferences.on(page)).as("references on " + path()).isEmpty();
        for (Screen screen : Screen.tested()) {
            show(screen);
            if (Screen.areAllTested()) {
                screenshot(name + "-" + screen.label());
            }
            if (scripts) {
                requireNoOverflow();
            }
            assertThat(screen == Screen.DESKTOP_LIGHT ? AxeScan.all(page) : AxeScan.looks(page))
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

    /** Requires that the browser has complained about nothing since the tab was opened: scripts, policy, loading. */
    public void requireNoComplaint() {
        awaitComplaints();
        assertThat(complaints).isEmpty();
    }

    /** Waits for complaints about what has happened so far: the browser sends them before the response to this. */
    private void awaitComplaints() {
        page.evaluate("0");
    }

    /** Keeps a picture of the whole page. */
    public void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name.toLowerCase(Locale.ROOT) + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        if (idle == null) {
            context.close();
        } else {
            idle.add(this);
        }
    }

    private void hear(ConsoleMessage message) {
        boolean isFault = message.type().equals("error") || message.type().equals("warning");
        if (isFault && !message.text().startsWith(STATUS)) {
            complaints.add(message.text());
        }
    }
}
