package com.raptorcomply.keyservice.admin.audit;

import com.raptorcomply.keyservice.activity.ActivityAction;
import com.raptorcomply.keyservice.activity.ChainReading;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.OtherOrganization;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.Pager;
import com.raptorcomply.keyservice.admin.component.Tab;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The activity log.
 *
 * @param other null: the log is that of the caller's own organization
 * @param isFiltered true if a filter may hide entries
 * @param call the line for a shell that lists the changes of records, too; null: there are none to list
 */
public record ActivityView(
        @Nullable OtherOrganization other,
        List<Tab> tabs,
        FormState filter,
        boolean isFiltered,
        List<EntryRow> entries,
        ChainReading.Chain chain,
        @Nullable String call,
        Pager pager)
        implements View {
    public ActivityView {
        tabs = List.copyOf(tabs);
        entries = List.copyOf(entries);
    }

    /** Returns the address of the page without filters. */
    public String path() {
        String organization = filter.value("organizationId");
        return AuditTabs.ACTIVITY + (organization.isEmpty() ? "" : "?organizationId=" + organization);
    }

    /** Returns the address of the page with the entries of one key or user alone. */
    public String pathOfActor(String actorId) {
        return path() + (path().contains("?") ? "&" : "?") + "actor=" + actorId;
    }

    /** Returns the kinds of resources to choose from, each with its words. */
    public Map<String, String> resources() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("", "Anything");
        options.put("api-key", "API keys");
        options.put("user", "Users");
        options.put("invitation", "Invitations");
        options.put("restriction", "Restrictions");
        options.put("organization", "Organization");
        options.put("webhook", "Webhooks");
        return options;
    }

    /** Returns the actions to choose from, each with its words, and the one in the address. */
    public Map<String, String> actions() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("", "Anything");
        for (ActivityAction action : ActivityAction.values()) {
            options.put(action.label(), action.words());
        }
        String chosen = filter.value("action");
        options.putIfAbsent(chosen, ActivityAction.words(chosen));
        return options;
    }

    @Override
    public boolean mayReload() {
        return true;
    }

    @Override
    public String template() {
        return "audit/activity.jte";
    }
}
