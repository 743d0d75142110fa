package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.View;
import java.util.List;

/**
 * Asks before several keys are revoked.
 *
 * @param action where the form is sent
 * @param list the address of the list that the keys were chosen in
 */
public record KeysRevocationView(List<Line> lines, String action, String list) implements View {
    public KeysRevocationView {
        lines = List.copyOf(lines);
    }

    public record Line(KeyFacts key, KeyCalls calls) {}

    @Override
    public String template() {
        return "key/revoke-many.jte";
    }
}
