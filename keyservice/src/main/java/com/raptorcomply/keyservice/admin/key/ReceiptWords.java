package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.revocation.Receipt;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A receipt in words.
 *
 * @param title what was done
 * @param pending true while a gateway may still not know
 * @param effective the time from which every gateway knew; null while it is pending
 * @param path the address of the receipt's page
 * @param source the address of the receipt in the API
 */
public record ReceiptWords(
        String id,
        String title,
        Receipt.Requester requester,
        TimeInWords when,
        boolean pending,
        @Nullable TimeInWords effective,
        String state,
        String path,
        String source) {

    /** @param key the links of the key whose receipt it is, alone or with other keys of its deleted owner */
    static ReceiptWords of(Receipt receipt, KeyLinks key, ZonedDateTime now) {
        String action = receipt.action();
        Receipt.Effect effect = receipt.effect();
        return new ReceiptWords(
                receipt.id().toString(),
                action.substring(0, 1).toUpperCase(Locale.ROOT) + action.substring(1),
                receipt.requester(),
                TimeInWords.of(receipt.requestedAt(), now),
                !receipt.isEffective(),
                SecretRow.words(effect == null ? null : effect.at(), now),
                state(receipt),
                key.at("/receipts/" + receipt.id()),
                "/api-keys/" + key.id() + "/receipts/" + receipt.id());
    }

    private static String state(Receipt receipt) {
        boolean isRevocation =
                receipt.action().contains("revoked") || receipt.action().contains("deleted");
        Receipt.Effect effect = receipt.effect();
        if (effect == null) {
            return "Still waiting for a gateway. One that stays silent loses its lease within seconds, and lets nobody in then.";
        }
        return (isRevocation ? "No gateway lets it in any more: " : "No gateway knows the old state any more: ")
                + effect.confirmed() + " confirmed, " + effect.expired() + " expired, "
                + String.format(Locale.ROOT, "%,d", effect.elapsedMillis()) + " ms.";
    }
}
