package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.View;

/** The page of one receipt. It asks again by itself while the receipt is pending. */
public record ReceiptView(String name, String keyPath, ReceiptWords receipt) implements View {
    @Override
    public String template() {
        return "key/receipt.jte";
    }
}
