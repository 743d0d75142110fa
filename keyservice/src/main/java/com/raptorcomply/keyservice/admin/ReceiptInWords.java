package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.admin.component.Badge;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.revocation.Receipt;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of a change of rights, for people.
 *
 * @param action the change, with a capital
 * @param effective the time from which every gateway knew; null while the receipt is pending
 * @param state in a sentence
 * @param poll the API's address of a pending receipt, for the script that waits for it; null of one that is effective
 */
public record ReceiptInWords(
        String id,
        String action,
        Receipt.Requester requester,
        TimeInWords at,
        @Nullable TimeInWords effective,
        Badge badge,
        String state,
        @Nullable String poll) {
    /** The words for changes that the status they set does not name. */
    private static final Map<String, String> ACTIONS =
            Map.of("user active", "user enabled", "organization active", "organization resumed");

    /**
     * Returns the words for a receipt.
     *
     * @param owner the API's address of what the receipt is about
     */
    public static ReceiptInWords of(Receipt receipt, String owner, ZonedDateTime now) {
        Receipt.Effect effect = receipt.effect();
        String action = ACTIONS.getOrDefault(receipt.action(), receipt.action());
        return new ReceiptInWords(
                receipt.id().toString(),
                action.substring(0, 1).toUpperCase(Locale.ROOT) + action.substring(1),
                receipt.requester(),
                TimeInWords.of(receipt.requestedAt(), now),
                effect == null ? null : TimeInWords.of(effect.at(), now),
                effect == null ? new Badge("Pending", Badge.Tone.WARNING) : new Badge("Effective", Badge.Tone.GOOD),
                effect == null ? "Still waiting for gateways. Their leases end within seconds." : effective(effect),
                effect == null ? owner + "/receipts/" + receipt.id() : null);
    }

    private static String effective(Receipt.Effect effect) {
        return "At every gateway after " + effect.elapsedMillis() + " ms: " + effect.confirmed() + " confirmed, "
                + effect.expired() + " expired.";
    }
}
