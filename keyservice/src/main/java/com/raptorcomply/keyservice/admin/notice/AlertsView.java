package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.OtherOrganization;
import com.raptorcomply.keyservice.admin.SettingsTabs;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.Pager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of an organization.
 *
 * @param other null: the alerts are those of the caller's own organization
 * @param filter the filter in use
 * @param maySetUp true if the caller may also see webhooks, which send what this page shows
 */
public record AlertsView(
        @Nullable OtherOrganization other, FormState filter, List<AlertRow> alerts, boolean maySetUp, Pager pager)
        implements View {
    public AlertsView {
        alerts = List.copyOf(alerts);
    }

    public boolean isFiltered() {
        return !filter.value("type").isEmpty();
    }

    /** Returns the address of the page without filter. */
    public String clear() {
        return OtherOrganization.address(AlertPages.PATH, other);
    }

    /** Returns the address of the webhooks of the organization. */
    public String webhooks() {
        return other == null ? SettingsTabs.WEBHOOKS : WebhookPlace.path(other.id());
    }

    /** Returns the types to choose from, each with its words. */
    public Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        types.put("", "Everything");
        types.putAll(NoticeWords.alerts());
        return types;
    }

    @Override
    public boolean mayReload() {
        return true;
    }

    @Override
    public String template() {
        return "notice/alerts.jte";
    }
}
