package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.revocation.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * The page of one receipt. It asks again by itself while the receipt is pending.
 *
 * @param secret the masked secret that it is about; null if it is about the key
 */
public record ReceiptView(KeyFacts key, @Nullable String secret, ReceiptWords receipt) implements View {
    static ReceiptView of(KeyFacts key, Receipt receipt, PageContext page) {
        String secret = key.secrets().stream()
                .filter(each -> each.id().equals(receipt.subject().id()))
                .map(SecretRow::masked)
                .findFirst()
                .orElse(null);
        return new ReceiptView(key, secret, ReceiptWords.of(receipt, key.links(), page.now()));
    }

    @Override
    public String template() {
        return "key/receipt.jte";
    }
}
