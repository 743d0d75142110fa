package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.Pager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The alerts of an organization.
 *
 * @param filter the filter in use
 * @param clear the address of the page without filter
 * @param maySetUp true if the caller may also see webhooks, which send what this page shows
 */
public record AlertsView(FormState filter, String clear, List<AlertRow> alerts, boolean maySetUp, Pager pager)
        implements View {
    public AlertsView {
        alerts = List.copyOf(alerts);
    }

    public boolean isFiltered() {
        return !filter.value("type").isEmpty();
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
