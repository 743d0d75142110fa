package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageHandler;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.admin.SettingsTabs;
import com.raptorcomply.keyservice.admin.component.Tab;
import com.raptorcomply.keyservice.user.OrganizationReading;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/**
 * The place of pages of webhooks: the caller's own settings, or any organization for platform admins.
 *
 * @param path the path of the list
 * @param organization the name of the organization; empty for the caller's own settings
 */
public record WebhookPlace(UUID organizationId, String path, String organization) {
    /** The path of the list for the organization that it names. */
    static final String OF_ANY = "/admin/organizations/:id/webhooks";

    /** Handles a request for a page of webhooks at this place. */
    interface Handler {
        Future<PageResponse> handle(PageContext page, WebhookPlace place);
    }

    /** Returns a handler that knows the place by the address of the page. */
    static PageHandler at(OrganizationReading organizations, Handler handler) {
        return page -> of(page, organizations).compose(place -> handler.handle(page, place));
    }

    private static Future<WebhookPlace> of(PageContext page, OrganizationReading organizations) {
        if (page.routing().pathParam("id") == null) {
            return Future.succeededFuture(new WebhookPlace(page.caller().organizationId(), SettingsTabs.WEBHOOKS, ""));
        }
        UUID id = page.pathUuid("id");
        return organizations
                .read(page.caller(), id)
                .map(found -> new WebhookPlace(id, path(id), found.getString("name")));
    }

    /** Returns the path of the webhooks of an organization, for platform admins. */
    static String path(UUID organizationId) {
        return OF_ANY.replace(":id", organizationId.toString());
    }

    public boolean isOwn() {
        return organization.isEmpty();
    }

    /** Returns the path of the page above the list. */
    public String above() {
        return isOwn() ? SettingsTabs.ORGANIZATION : "/admin/organizations/" + organizationId;
    }

    public List<Tab> tabs() {
        return isOwn() ? SettingsTabs.on(SettingsTabs.WEBHOOKS) : List.of();
    }

    String webhook(UUID id) {
        return path + "/" + id;
    }
}
