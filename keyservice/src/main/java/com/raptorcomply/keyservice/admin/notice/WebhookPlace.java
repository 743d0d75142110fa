package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.SettingsTabs;
import com.raptorcomply.keyservice.admin.component.Tab;
import java.util.List;
import java.util.UUID;

/**
 * The place of pages of webhooks: the caller's own settings, or another organization for platform admins.
 *
 * @param path the path of the list
 */
public record WebhookPlace(UUID organizationId, String path, boolean isOwn) {
    /** The path of the list for the organization that it names. */
    static final String OF_ANY = "/admin/organizations/:id/webhooks";

    static WebhookPlace of(PageContext page) {
        if (page.routing().pathParam("id") == null) {
            return new WebhookPlace(page.caller().organizationId(), SettingsTabs.WEBHOOKS, true);
        }
        return of(page.pathUuid("id"));
    }

    /** Returns the place of the webhooks of another organization. */
    static WebhookPlace of(UUID organizationId) {
        return new WebhookPlace(organizationId, OF_ANY.replace(":id", organizationId.toString()), false);
    }

    /** Returns the path of the page above the list. */
    public String above() {
        return isOwn ? SettingsTabs.ORGANIZATION : "/admin/organizations/" + organizationId;
    }

    public List<Tab> tabs() {
        return isOwn ? SettingsTabs.on(SettingsTabs.WEBHOOKS) : List.of();
    }

    String webhook(UUID id) {
        return path + "/" + id;
    }
}
