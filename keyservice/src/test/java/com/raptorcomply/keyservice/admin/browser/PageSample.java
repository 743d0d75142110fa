package com.raptorcomply.keyservice.admin.browser;

import com.raptorcomply.keyservice.signin.session.Person;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A page in one of its states, for the test that looks at every page.
 *
 * @param name names the screenshots
 * @param person null: nobody has signed in
 * @param steps lead the tab to the page
 */
public record PageSample(String name, @Nullable Person person, BiConsumer<BrowserTab, @Nullable Person> steps) {

    /** A page that a signed-in person gets by its address. */
    public static PageSample of(String name, Person person, String path) {
        return new PageSample(name, person, (tab, who) -> tab.go(path));
    }

    /** A page for everybody. */
    public static PageSample open(String name, String path) {
        return new PageSample(name, null, (tab, who) -> tab.go(path));
    }

    @Override
    public String toString() {
        return name;
    }
}
