package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.View;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of each of several keys that were to be revoked.
 *
 * @param rest the page that asks about those that are left; null if none is
 * @param list the address of the list that the keys were chosen in
 */
public record KeysRevokedView(
        List<Outcome> outcomes, @Nullable String rest, String list) implements View {
    public KeysRevokedView {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * One key.
     *
     * @param key null if there is none with this id for the caller
     * @param receipt of the revocation; null if the key is not revoked
     */
    public record Outcome(
            UUID id, @Nullable KeyFacts key, @Nullable ReceiptWords receipt) {
        static Outcome of(KeyFacts key, @Nullable ReceiptWords latest) {
            return new Outcome(key.links().id(), key, key.revoked() == null ? null : latest);
        }

        static Outcome ofUnknown(UUID id) {
            return new Outcome(id, null, null);
        }

        boolean isRevocable() {
            return receipt == null && key != null && key.mayRevoke();
        }

        /** Returns the reason why the key is not revoked. */
        public String refusal() {
            if (key == null) {
                return "There is no such key.";
            }
            return key.mayRevoke() ? "Please try again." : "You may not revoke it.";
        }
    }

    public String title() {
        long revoked = outcomes.stream().filter(each -> each.receipt() != null).count();
        String number = revoked == outcomes.size() ? "" + revoked : revoked + " of " + outcomes.size();
        return "Revoked: " + number + (outcomes.size() == 1 ? " key" : " keys");
    }

    /** Returns the API's address of a receipt that is still pending; null without one. */
    public @Nullable String pending() {
        return outcomes.stream()
                .map(Outcome::receipt)
                .filter(receipt -> receipt != null && receipt.pending())
                .map(ReceiptWords::source)
                .findFirst()
                .orElse(null);
    }

    @Override
    public String template() {
        return "key/revoked.jte";
    }
}
