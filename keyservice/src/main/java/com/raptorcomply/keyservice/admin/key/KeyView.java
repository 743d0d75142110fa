package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.PermissionGroup;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.Badge;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The page of one key.
 *
 * @param limits its restrictions to places and operations
 * @param everything true if it may do everything, also what later versions add
 * @param grants what it may do, by resource
 * @param activity null if the caller may not read it
 * @param done what the form before has done; null: nothing
 */
public record KeyView(
        KeyFacts key,
        UUID organizationId,
        List<KeyLimits> limits,
        boolean everything,
        List<PermissionGroup> grants,
        KeyCalls calls,
        @Nullable List<Entry> activity,
        List<ReceiptWords> receipts,
        @Nullable String done)
        implements View {
    public KeyView {
        limits = List.copyOf(limits);
        grants = List.copyOf(grants);
        receipts = List.copyOf(receipts);
    }

    /** Returns true if a place is shown by its id because its name is not known. */
    public boolean lacksNames() {
        return limits.stream().anyMatch(each -> each.places().lacksNames());
    }

    /**
     * An entry of the log of activity.
     *
     * @param through what more there is to say of the actor, such as the user it acted as; empty: nothing
     */
    public record Entry(String action, String actor, String through, TimeInWords at) {}

    /** Returns the address of what the key did, by itself or as a user. */
    public String activityPath() {
        return "/admin/activity?organizationId=" + organizationId + "&actor=" + key.id();
    }

    /** Returns the status that the list of keys shows, too. */
    public Badge status() {
        boolean isPending = key.revoked() != null && receipts.stream().anyMatch(ReceiptWords::pending);
        return isPending ? KeyBadges.REVOCATION_PENDING : key.status();
    }

    @Override
    public boolean mayReload() {
        return true;
    }

    @Override
    public String template() {
        return "key/key.jte";
    }
}
