package com.raptorcomply.acceptance.fleet;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The page of a key's receipt in a browser of its own, as the admin sees it at one replica. */
final class ReceiptPage implements AutoCloseable {
    private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final String PENDING = "#pending";
    private static final String STATE = "[role=status]:not(" + PENDING + ")";

    private final Playwright playwright;
    private final Page page;
    private final String keys;

    private ReceiptPage(Path program, String service, String cookie, String path) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
        BrowserContext context = browser.newContext();
        String[] pair = cookie.split("=", 2);
        context.addCookies(List.of(new Cookie(pair[0], pair[1])
                .setDomain("localhost")
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(true)));
        page = context.newPage();
        page.setDefaultTimeout(TIMEOUT_MILLIS);
        page.navigate(service + path);
        keys = service + "/admin/keys";
    }

    /**
     * Opens the page.
     *
     * @return empty without a browser on the machine, which is a failure with {@code CI=true}
     */
    static Optional<ReceiptPage> open(Admin admin, int port, String keyId, String receiptId) {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> PROGRAMS.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("No chromium on the PATH: the page of a receipt is not tested here");
        }
        String path = "/admin/keys/" + keyId + "/receipts/" + receiptId;
        return program.map(found -> new ReceiptPage(found, "http://localhost:" + port, admin.cookie(), path));
    }

    /** Returns the sentence about the state. */
    String state() {
        return page.locator(STATE).textContent();
    }

    /** Returns the line about pending changes that a second tab shows above the list of keys. */
    String aboveTheKeys() {
        try (Page other = page.context().newPage()) {
            other.navigate(keys);
            return other.locator(PENDING).textContent();
        }
    }

    /** Waits until the page says this; nobody loads it again. */
    void awaitState(String text) {
        page.locator(STATE).getByText(text).waitFor();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
