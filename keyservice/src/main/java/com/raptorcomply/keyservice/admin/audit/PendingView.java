package com.raptorcomply.keyservice.admin.audit;

import com.raptorcomply.keyservice.admin.View;
import java.util.List;

/** The list of the changes that some gateway has not confirmed yet. */
public record PendingView(List<ReceiptsView.ReceiptRow> receipts) implements View {
    public PendingView {
        receipts = List.copyOf(receipts);
    }

    @Override
    public boolean mayReload() {
        return true;
    }

    @Override
    public String template() {
        return "audit/pending.jte";
    }
}
