package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.AdminRoutes;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.admin.browser.LayoutShifts;
import com.raptorcomply.keyservice.admin.browser.PageSample;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks at every page in its states, on every screen. Two browsers share the work: the test takes the pages from the first
 * on, a helper from the last on, until they meet.
 */
class EveryPageIsFitToUseTest {
    /** A refusal is above the form, with the focus, and each sentence at an input is part of its description. */
    private static final String SILENT_REFUSALS = """
            () => [...document.querySelectorAll('#summary:not(:focus), .fault:not(:empty)')]
              .filter((e) => !document.querySelector(`[aria-describedby~="${e.id}"]`))
              .map((e) => e.outerHTML)""";

    /** They lead on to another page. */
    private static final Set<String> REDIRECTS = Set.of("/admin", "/admin/me/totp/confirm");

    /** The same pages as those of the caller's own organization. */
    private static final String WEBHOOKS_OF_ANY = "/admin/organizations/:id/webhooks";

    /** One sign-in for each person, because the hash of a password costs more than a page. */
    private static final Map<Person, Person.Browser> SESSIONS = new ConcurrentHashMap<>();

    private static final Map<PageSample, FutureTask<Void>> LOOKS = new LinkedHashMap<>();
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
    private static final ThreadLocal<BrowserTab> TAB = new ThreadLocal<>();
    private static final Thread HELPER = new Thread(EveryPageIsFitToUseTest::help, "second browser");

    @BeforeAll
    static void begin() {
        AdminBrowser browser = AdminBrowser.shared();
        PageSamples.of(browser).forEach(sample -> LOOKS.put(sample, new FutureTask<>(() -> look(sample), null)));
        open(browser);
        HELPER.start();
    }

    private static void open(AdminBrowser browser) {
        BrowserTab tab = browser.tab();
        tab.expectLooks();
        TAB.set(tab);
    }

    private static void help() {
        try (AdminBrowser browser = AdminBrowser.another()) {
            open(browser);
            List<FutureTask<Void>> lastFirst = new ArrayList<>(LOOKS.values());
            Collections.reverse(lastFirst);
            lastFirst.forEach(FutureTask::run);
        }
    }

    @AfterAll
    static void noPageIsLeftOut() throws InterruptedException {
        HELPER.join();
        BrowserTab tab = TAB.get();
        if (tab == null) {
            return;
        }
        tab.close();
        assertThat(AdminRoutes.paths(HttpMethod.GET))
                .filteredOn(route -> !REDIRECTS.contains(route))
                .map(route -> route.replace(WEBHOOKS_OF_ANY, SettingsTabs.WEBHOOKS))
                .allSatisfy(route -> assertThat(SEEN).anyMatch(path -> AdminRoutes.leadsTo(route, path)));
    }

    static Stream<PageSample> samples() {
        return LOOKS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void withoutOverflowViolationsOrComplaints(PageSample sample) throws Throwable {
        FutureTask<Void> look = Objects.requireNonNull(LOOKS.get(sample));
        look.run();
        try {
            look.get();
        } catch (ExecutionException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private static void look(PageSample sample) {
        BrowserTab tab = TAB.get();
        tab.reset();
        Person person = sample.person();
        if (person != null) {
            tab.use(SESSIONS.computeIfAbsent(person, Person::browser));
        }
        sample.steps().accept(tab, person);
        assertThat(person != null && tab.path().startsWith("/admin/session"))
                .as("the session has ended")
                .isFalse();
        SEEN.add(tab.path().replaceFirst("[?#].*", ""));
        assertThat(LayoutShifts.on(tab.page())).as("what moved after loading").isEmpty();
        tab.requireFit(sample.name());
        assertThat((List<?>) tab.page().evaluate(SILENT_REFUSALS))
                .as("refusals that a screen reader does not tell")
                .isEmpty();
    }
}
