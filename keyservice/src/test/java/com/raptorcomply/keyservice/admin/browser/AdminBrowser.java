package com.raptorcomply.keyservice.admin.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.signin.session.Person;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Chromium, one for all tests of one JVM. It is the browser of the machine, because Playwright's own would be a second
 * download of 170 MB. Only the thread that has started it may use it, as Playwright requires; a second thread starts
 * another.
 */
public final class AdminBrowser implements AutoCloseable {
    /** The build without windows comes first, because it starts and draws faster. */
    private static final List<String> PROGRAMS =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

    /** The builds that people use. */
    private static final List<String> WITH_WINDOWS = PROGRAMS.subList(1, PROGRAMS.size());

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final TestService service = TestService.shared();
    private final Playwright playwright;
    private final Browser browser;
    private final Deque<BrowserTab> idleTabs = new ArrayDeque<>();
    private final Deque<BrowserTab> idleTabsWithoutScripts = new ArrayDeque<>();

    /** @param without arguments of Playwright's own that are left out */
    private AdminBrowser(Path program, List<String> without) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setIgnoreDefaultArgs(without)
                        .setArgs(ARGUMENTS));
    }

    /** Returns the browser. Without one on the machine the test is skipped; with {@code CI=true} it fails. */
    public static AdminBrowser shared() {
        return Shared.browser(found(PROGRAMS));
    }

    /** Starts another browser for the calling thread, which has to close it. */
    public static AdminBrowser another() {
        return new AdminBrowser(found(PROGRAMS), List.of());
    }

    /** Starts a browser that keeps pages for the way back, as people's browsers do. The caller has to close it. */
    public static AdminBrowser keepingPages() {
        return new AdminBrowser(found(WITH_WINDOWS), List.of("--disable-back-forward-cache"));
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Path found(List<String> names) {
        Optional<Path> program = program(names);
        String told = "No chromium on the PATH: the admin pages are not tested here";
        if (program.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(told);
        }
        Assumptions.assumeTrue(program.isPresent(), told);
        return program.orElseThrow();
    }

    /** Returns the service whose pages the browser shows. */
    public TestService service() {
        return service;
    }

    /** Opens a tab of a person who has signed in; a fresh session for each call. */
    public BrowserTab tabOf(Person person) {
        BrowserTab tab = tab(true);
        tab.signIn(person);
        return tab;
    }

    /** Opens a tab of somebody who has not signed in. */
    public BrowserTab tab() {
        return tab(true);
    }

    /** Opens a tab of a browser whose user has switched JavaScript off. */
    public BrowserTab tabWithoutScripts() {
        return tab(false);
    }

    private BrowserTab tab(boolean scripts) {
        Deque<BrowserTab> idle = scripts ? idleTabs : idleTabsWithoutScripts;
        BrowserTab waiting = idle.poll();
        BrowserTab tab = waiting == null ? new BrowserTab(context(scripts), scripts, idle) : waiting;
        tab.reset();
        return tab;
    }

    private BrowserContext context(boolean scripts) {
        return browser.newContext(new Browser.NewContextOptions()
                .setBaseURL("http://localhost:" + service.port())
                .setJavaScriptEnabled(scripts)
                .setIgnoreHTTPSErrors(true)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-US")
                .setTimezoneId("UTC"));
    }

    private static Optional<Path> program(List<String> names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static final class Shared {
        private static @Nullable AdminBrowser browser;

        static synchronized AdminBrowser browser(Path program) {
            AdminBrowser running = browser;
            if (running == null) {
                running = new AdminBrowser(program, List.of());
                browser = running;
                Runtime.getRuntime().addShutdownHook(new Thread(running::close));
            }
            return running;
        }
    }
}
