package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.admin.account.AccountSamples;
import com.raptorcomply.keyservice.admin.audit.AuditSamples;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.admin.browser.PageSample;
import com.raptorcomply.keyservice.admin.key.KeySamples;
import com.raptorcomply.keyservice.admin.notice.NoticeSamples;
import com.raptorcomply.keyservice.admin.organization.OrganizationSamples;
import com.raptorcomply.keyservice.admin.people.PeopleSamples;
import com.raptorcomply.keyservice.admin.signin.SignInSamples;
import com.raptorcomply.keyservice.signin.session.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks at every page in its states, in one tab, at 360 pixels in the dark theme and at 1280 in the light one. With {@code
 * -Dpages.screens=all} it looks at each size in each theme, and keeps the pictures.
 */
class EveryPageIsFitToUseTest {
    /** A refusal is above the form, with the focus, and each sentence at an input is part of its description. */
    private static final String SILENT_REFUSALS = """
            () => [...document.querySelectorAll('#summary:not(:focus), .fault:not(:empty)')]
              .filter((e) => !document.querySelector(`[aria-describedby~="${e.id}"]`))
              .map((e) => e.outerHTML)""";

    /** One sign-in for each person, because the hash of a password costs more than a page. */
    private static final Map<Person, Person.Browser> SESSIONS = new HashMap<>();

    private static BrowserTab tab;

    @BeforeAll
    static void open() {
        tab = AdminBrowser.shared().tab();
        tab.expectLooks();
    }

    @AfterAll
    static void close() {
        if (tab != null) {
            tab.close();
        }
    }

    /** The samples of each group of pages. */
    static Stream<PageSample> samples() {
        AdminBrowser browser = AdminBrowser.shared();
        return Stream.of(
                        SignInSamples.of(browser),
                        AccountSamples.of(browser),
                        KeySamples.of(browser),
                        PeopleSamples.of(browser),
                        AuditSamples.of(browser),
                        OrganizationSamples.of(browser),
                        NoticeSamples.of(browser))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void withoutOverflowViolationsOrComplaints(PageSample sample) {
        tab.reset();
        Person person = sample.person();
        if (person != null) {
            tab.use(SESSIONS.computeIfAbsent(person, Person::browser));
        }
        sample.steps().accept(tab, person);
        assertThat(person != null && tab.path().startsWith("/admin/session"))
                .as("the session has ended")
                .isFalse();
        tab.requireFit(sample.name());
        assertThat((List<?>) tab.page().evaluate(SILENT_REFUSALS))
                .as("refusals that a screen reader does not tell")
                .isEmpty();
    }
}
