package com.raptorcomply.keyservice.admin.audit;

import com.raptorcomply.keyservice.activity.ActivityFilter;
import com.raptorcomply.keyservice.activity.ActivityReading;
import com.raptorcomply.keyservice.activity.ChainReading;
import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.NavigationItem;
import com.raptorcomply.keyservice.admin.OtherOrganization;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.admin.component.FilledQuery;
import com.raptorcomply.keyservice.admin.component.Pager;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.user.OrganizationReading;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The activity log of one organization with filters, and the state of its chain. */
public final class ActivityPages implements PageGroup {
    private static final String ROWS = "50";
    private static final String CHECK = "check";
    private static final List<String> FILTERS = List.of("from", "to", "actor", "resourceType", "action");

    private final ActivityReading reading;
    private final ChainReading chain;
    private final OrganizationReading organizations;
    private final @Nullable MergedActivityCall merged;

    /** @param merged null: there is no data service, so that this log is all there is */
    public ActivityPages(
            ActivityReading reading,
            ChainReading chain,
            OrganizationReading organizations,
            @Nullable MergedActivityCall merged) {
        this.reading = reading;
        this.chain = chain;
        this.organizations = organizations;
        this.merged = merged;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(AuditTabs.ACTIVITY, this::list);
    }

    @Override
    public List<NavigationItem> navigation() {
        return List.of(new NavigationItem(
                "Activity",
                AuditTabs.ACTIVITY,
                caller -> AccessRules.holds(caller, Permissions.ACTIVITY_READ, caller.organizationId())));
    }

    private Future<PageResponse> list(PageContext page) {
        MultiMap query = FilledQuery.of(page.routing().queryParams());
        boolean check = query.contains(CHECK);
        query.remove(CHECK);
        MultiMap asked = asked(query, page.now().getZone());
        FormState form = Days.form(query);
        if (form.isRefused()) {
            asked.remove("to");
        }
        QueryParams parameters = new QueryParams(page.routing(), asked);
        ActivityFilter filter = ActivityFilter.read(parameters);
        return reading.list(page.caller(), filter)
                .map(found -> form.isRefused() ? List.<JsonObject>of() : found)
                .compose(found -> chain.read(page.caller(), filter.organizationId(), check)
                        .compose(state -> OtherOrganization.of(page, filter.organizationId(), organizations)
                                .map(other -> PageResponse.of(
                                        form.isRefused() ? 400 : 200,
                                        new ActivityView(
                                                other.orElse(null),
                                                AuditTabs.on(AuditTabs.ACTIVITY, filter.organizationId()),
                                                form,
                                                FILTERS.stream().anyMatch(query::contains),
                                                found.stream()
                                                        .limit(filter.limit())
                                                        .map(entry -> EntryRow.of(entry, page))
                                                        .toList(),
                                                state,
                                                call(page, filter, asked),
                                                Pager.of(
                                                        AuditTabs.ACTIVITY,
                                                        query,
                                                        next(parameters, found, filter.limit())))))));
    }

    /** Returns the query as the API takes it: days become the instants at which the first begins and the last ends. */
    private static MultiMap asked(MultiMap query, ZoneId zone) {
        MultiMap asked = MultiMap.caseInsensitiveMultiMap().addAll(query);
        if (!asked.contains("limit")) {
            asked.add("limit", ROWS);
        }
        Days.replace(asked, zone);
        return asked;
    }

    /** Returns the call for the records, too; null of another organization, whose records no caller sees. */
    private @Nullable String call(PageContext page, ActivityFilter filter, MultiMap asked) {
        boolean isOwn = filter.organizationId()
                .filter(id -> !id.equals(page.caller().organizationId()))
                .isEmpty();
        return merged == null || !isOwn ? null : merged.line(asked);
    }

    private static @Nullable String next(QueryParams parameters, List<JsonObject> found, int limit) {
        return found.size() <= limit ? null : parameters.seal(ActivityFilter.position(found.get(limit - 1)));
    }
}
