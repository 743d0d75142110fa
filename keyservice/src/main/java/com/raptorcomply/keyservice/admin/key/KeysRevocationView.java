package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks before several keys are revoked, and shows each with its receipt afterwards. */
public record KeysRevocationView(FormState form, List<Line> lines, boolean done) implements View {
    public KeysRevocationView {
        lines = List.copyOf(lines);
    }

    /** @param receipt null before the revocation */
    public record Line(
            KeyFacts key, KeyCalls calls, @Nullable ReceiptWords receipt) {}

    /** Returns the API's address of a receipt that is still pending; empty without one. */
    public String pending() {
        return lines.stream()
                .map(Line::receipt)
                .filter(receipt -> receipt != null && receipt.pending())
                .map(ReceiptWords::source)
                .findFirst()
                .orElse("");
    }

    @Override
    public String template() {
        return "key/revoke-many.jte";
    }
}
