package com.raptorcomply.keyservice.admin.browser;

import com.microsoft.playwright.Page;
import java.util.List;

/**
 * Lists attributes that name an element by an id that no element of the page has, and ids that two elements have. Screen
 * readers pass over both in silence.
 */
final class BrokenReferences {
    private static final String BROKEN = """
            () => {
              const lists = ['for', 'form', 'headers', 'list', 'aria-activedescendant', 'aria-controls', 'aria-describedby',
                'aria-details', 'aria-errormessage', 'aria-flowto', 'aria-labelledby', 'aria-owns', 'data-copy', 'data-find'];
              const named = lists.flatMap((list) => [...document.querySelectorAll(`[${list}]`)]
                .flatMap((e) => e.getAttribute(list).split(/\\s+/).map((id) => ({ e, id }))));
              const linked = [...document.querySelectorAll('a[href^="#"]')]
                .map((e) => ({ e, id: decodeURIComponent(e.hash.slice(1)) }));
              const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
              return [
                ...[...named, ...linked].filter(({ id }) => !ids.includes(id)).map(({ e, id }) => `no ${id}: ${e.outerHTML}`),
                ...ids.filter((id, i) => ids.indexOf(id) < i).map((id) => `two ${id}`)];
            }""";

    private BrokenReferences() {}

    static List<String> on(Page page) {
        return ((List<?>) page.evaluate(BROKEN)).stream().map(String::valueOf).toList();
    }
}
