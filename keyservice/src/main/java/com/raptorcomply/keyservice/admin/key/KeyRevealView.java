package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.key.CreatedKey;

/**
 * The one page that shows a new secret.
 *
 * @param next the address that a reload and the history get in place of this page
 * @param gateway the address that tells what a key may do; empty: none is known
 * @param namedAlike true if another key of the organization has the same name
 */
public record KeyRevealView(
        String name, CreatedKey created, String next, boolean rotated, boolean namedAlike, String gateway)
        implements View {

    /** Returns the address at which the button of this page tries the key. */
    public String trial() {
        return KeyTrialPages.PATH;
    }

    /** Returns the whole key. */
    public String value() {
        return created.secret().reveal();
    }

    @Override
    public String template() {
        return "key/reveal.jte";
    }

    @Override
    public String toString() {
        return "KeyRevealView[" + created.secret().masked() + "]";
    }
}
