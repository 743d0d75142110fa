package com.raptorcomply.keyservice.admin.audit;

import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageFrame;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.revocation.ReceiptListing;
import io.vertx.core.Future;

/** The changes that some gateway has not confirmed yet. The line on top of every page is taken from this page. */
public final class PendingPages implements PageGroup {
    private final ReceiptListing receipts;

    public PendingPages(ReceiptListing receipts) {
        this.receipts = receipts;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(PageFrame.Pending.PATH, this::list);
    }

    private Future<PageResponse> list(PageContext page) {
        return receipts.pending(page.caller())
                .map(found -> PageResponse.ok(new PendingView(found.stream()
                        .limit(ReceiptListing.RECEIPTS_MAX)
                        .map(each -> ReceiptsView.ReceiptRow.of(each, page.now()))
                        .toList())));
    }
}
