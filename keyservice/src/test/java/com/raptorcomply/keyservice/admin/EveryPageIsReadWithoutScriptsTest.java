package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.admin.browser.PageSample;
import com.raptorcomply.keyservice.signin.session.Person;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Opens every page in its states with JavaScript off: its content is there, and nothing waits for a script. */
class EveryPageIsReadWithoutScriptsTest {
    /** The only page that needs scripts: its secret is in the fragment of the address, which no server gets. */
    private static final String INVITATION = "invitation-void";

    /**
     * Lists the faults of a page: no heading, a table without rows, a part without text, a mark that tells a script to fill a
     * part, a button that only a script can serve.
     */
    private static final String MISSING = """
            () => {
              const isShown = (e) => e.checkVisibility({ visibilityProperty: true });
              const isEmpty = (e) => e.innerText.trim() === '' && !e.querySelector('input, select, textarea, button, svg, img');
              const shown = (selector) => [...document.querySelectorAll(selector)].filter(isShown);
              return [
                ...(shown('main h1').filter((e) => !isEmpty(e)).length === 1 ? [] : ['one heading']),
                ...shown('table').filter((e) => ![...e.tBodies].some((body) => body.innerText.trim() !== '')),
                ...shown('main, section, .card, .notice, form, ul, ol, dl, output, pre, [role=status], [role=alert], [data-sentence]')
                  .filter(isEmpty),
                ...shown('[aria-busy=true], .skeleton, button[data-copy], button[data-try]'),
                ...(/javascript|enable scripts/i.test(document.body.innerText) ? ['asks for JavaScript'] : []),
              ].map((e) => e.outerHTML?.slice(0, 200) ?? e);
            }""";

    private static final Map<Person, Person.Browser> SESSIONS = new ConcurrentHashMap<>();

    static Stream<PageSample> samples() {
        return PageSamples.of(AdminBrowser.shared()).stream()
                .filter(sample -> !sample.name().equals(INVITATION));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void withAllItsContent(PageSample sample) {
        try (BrowserTab tab = AdminBrowser.shared().tabWithoutScripts()) {
            Person person = sample.person();
            if (person != null) {
                tab.use(SESSIONS.computeIfAbsent(person, Person::browser));
            }
            sample.steps().accept(tab, person);
            assertThat(missing(tab)).as(tab.path()).isEmpty();
            tab.requireNoComplaint();
        }
    }

    @Test
    void butTheInvitationSaysWhyItNeedsScripts() {
        try (BrowserTab tab = AdminBrowser.shared().tabWithoutScripts()) {
            tab.go("/admin/invitation#not-a-token");
            tab.awaitText(".notice", "This page needs JavaScript: the link's secret stays in the browser");
            assertThat(tab.page().getByText("Looking at the link").isVisible()).isFalse();
            assertThat(missing(tab)).map(String::valueOf).containsExactly("asks for JavaScript");
        }
    }

    private static List<?> missing(BrowserTab tab) {
        return (List<?>) tab.page().evaluate(MISSING);
    }
}
