package com.raptorcomply.keyservice.admin.organization;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.OpenedForm;
import com.raptorcomply.keyservice.admin.ReceiptInWords;
import com.raptorcomply.keyservice.admin.SettingsTabs;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.Tab;
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
 * @param changes what somebody else has changed since; empty: nothing
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
        List<OpenedForm.Change> changes,
        @Nullable String done)
        implements View {
    public OrganizationView {
        receipts = List.copyOf(receipts);
        changes = List.copyOf(changes);
    }

    public List<Tab> tabs() {
        return SettingsTabs.on(SettingsTabs.ORGANIZATION);
    }

    @Override
    public String template() {
        return "organization/organization.jte";
    }
}
