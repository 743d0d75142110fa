package com.raptorcomply.keyservice.admin.organization;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.ReceiptInWords;
import com.raptorcomply.keyservice.admin.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of one organization: its settings, and for platform admins its status and receipts.
 *
 * @param action where the settings are posted
 * @param mayUpdate true if the caller may change the settings
 * @param byPlatform true for platform admins, who see all organizations
 * @param isOwn true if it is the caller's own, which nobody ends themselves
 * @param etag the state that the form was made for
 * @param done what the form before has done; null: nothing
 */
public record OrganizationView(
        OrganizationInWords organization,
        String action,
        FormState form,
        boolean mayUpdate,
        boolean byPlatform,
        boolean isOwn,
        List<ReceiptInWords> receipts,
        String etag,
        @Nullable String done)
        implements View {
    public OrganizationView {
        receipts = List.copyOf(receipts);
    }

    @Override
    public String template() {
        return "organization/organization.jte";
    }
}
