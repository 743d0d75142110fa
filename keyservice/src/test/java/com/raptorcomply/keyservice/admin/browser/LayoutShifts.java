package com.raptorcomply.keyservice.admin.browser;

import com.microsoft.playwright.Page;
import java.util.List;

/**
 * Lists what has moved on a page since it was loaded, but for what moved because the user did something. Leaves out shifts of
 * less than a thousandth (a hundredth of what Web Vitals call good): a busy browser draws a page before all of it has come.
 */
public final class LayoutShifts {
    /** The mark comes behind all shifts that the browser has noted before. */
    private static final String SHIFTS = """
            () => new Promise((done) => {
              const shifts = [];
              const observer = new PerformanceObserver((list) => {
                shifts.push(...list.getEntriesByType('layout-shift'));
                if (list.getEntriesByName('asked').length > 0) {
                  observer.disconnect();
                  done(shifts.filter((shift) => !shift.hadRecentInput && shift.value >= 0.001)
                    .map((shift) => shift.value + ' ' + shift.sources.map(({ node }) => node?.outerHTML ?? node?.nodeName)));
                }
              });
              observer.observe({ type: 'layout-shift', buffered: true });
              observer.observe({ type: 'mark' });
              performance.mark('asked');
            })""";

    private LayoutShifts() {}

    public static List<String> on(Page page) {
        return ((List<?>) page.evaluate(SHIFTS)).stream().map(String::valueOf).toList();
    }
}
