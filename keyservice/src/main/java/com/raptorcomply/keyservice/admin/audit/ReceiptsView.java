package com.raptorcomply.keyservice.admin.audit;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.OtherOrganization;
import com.raptorcomply.keyservice.admin.ReceiptInWords;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.Tab;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.revocation.ReceiptCursor;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The receipts of a period.
 *
 * @param other null: they are those of the caller's own organization
 * @param hasMore true if the export has more than the list
 * @param export the address of the export, without its format
 */
public record ReceiptsView(
        @Nullable OtherOrganization other,
        List<Tab> tabs,
        FormState period,
        List<ReceiptRow> receipts,
        boolean hasMore,
        String export)
        implements View {
    public ReceiptsView {
        tabs = List.copyOf(tabs);
        receipts = List.copyOf(receipts);
    }

    /**
     * One receipt.
     *
     * @param of the name of the key, user or organization that the receipt is about; empty if it had none
     * @param path the page of the receipt; null if it has none
     */
    public record ReceiptRow(String of, @Nullable String path, ReceiptInWords receipt) {
        static ReceiptRow of(ReceiptCursor.Named named, ZonedDateTime now) {
            String key = named.keyName();
            String subject = named.subjectName();
            String name = key != null ? key : subject == null ? "" : subject;
            return new ReceiptRow(name, path(named.receipt()), ReceiptInWords.of(named.receipt(), "", now));
        }

        private static @Nullable String path(Receipt receipt) {
            if (receipt.keyId() != null) {
                return "/admin/keys/" + receipt.keyId() + "/receipts/" + receipt.id();
            }
            return receipt.subject().kind() == Subject.Kind.USER
                    ? "/admin/people/" + receipt.subject().id() + "/receipts/" + receipt.id()
                    : null;
        }
    }

    @Override
    public boolean mayReload() {
        return true;
    }

    @Override
    public String template() {
        return "audit/receipts.jte";
    }
}
