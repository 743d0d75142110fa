package com.raptorcomply.keyservice.admin.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Lists what axe finds on a page, each rule with the elements that break it: WCAG 2.2 A and AA, and its best practices.
 * It runs axe-core itself, because its wrapper for Playwright loads it again for each look and opens a page to sum up. It
 * looks at the first 20 rows of a table, because those after them are made alike and axe compares each target with each;
 * with {@code -Dpages.screens=all} at all rows.
 */
final class AxeScan {
    private static final String AXE = read("/axe.min.js");

    /** Has axe wait on a page that loads: to send it for each look takes longer than the look. */
    static final String LOADED_LATER = "window.loadAxe = () => {" + AXE + "\n};";

    private static final String PART =
            Screen.areAllTested() ? "document" : "{ exclude: ['tbody tr:nth-child(n + 21)'] }";

    private static final String VIOLATIONS = """
            async (rules) => (await axe.run(%s, { preload: false, resultTypes: ['violations'],
                ...(rules.length === 0 ? {} : { runOnly: rules }) })).violations
              .map((rule) => rule.id + ': ' + rule.help + ' ' + rule.nodes.map((node) => node.html).join(' '))""".formatted(PART);

    /** The rules whose outcome depends on size and theme. */
    private static final List<String> LOOKS =
            List.of("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable");

    private AxeScan() {}

    /** Runs every rule. */
    static List<String> all(Page page) {
        return violations(page, List.of());
    }

    /** Runs the rules about looks. */
    static List<String> looks(Page page) {
        return violations(page, LOOKS);
    }

    private static List<String> violations(Page page, List<String> rules) {
        if (!Boolean.TRUE.equals(
                page.evaluate("() => { window.axe ?? window.loadAxe?.(); return 'axe' in window; }"))) {
            page.evaluate(AXE);
        }
        return ((List<?>) page.evaluate(VIOLATIONS, rules))
                .stream().map(String::valueOf).toList();
    }

    private static String read(String resource) {
        try (InputStream stream = AxeBuilder.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
