package com.raptorcomply.keyservice.admin.notice;

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
import com.raptorcomply.keyservice.http.PageCursor;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.notice.AlertFilter;
import com.raptorcomply.keyservice.notice.AlertReading;
import com.raptorcomply.keyservice.user.OrganizationReading;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The page of alerts: keys and sign-ins that an admin should look at. */
public final class AlertPages implements PageGroup {
    static final String PATH = "/admin/alerts";
    private static final String ORGANIZATION = "organizationId";
    private static final String ROWS = "50";

    private final AlertReading reading;
    private final OrganizationReading organizations;

    public AlertPages(AlertReading reading, OrganizationReading organizations) {
        this.reading = reading;
        this.organizations = organizations;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(PATH, this::list);
    }

    @Override
    public List<NavigationItem> navigation() {
        return List.of(new NavigationItem(
                "Alerts",
                PATH,
                caller -> AccessRules.holds(caller, Permissions.ACTIVITY_READ, caller.organizationId())));
    }

    private Future<PageResponse> list(PageContext page) {
        MultiMap query = FilledQuery.of(page.routing().queryParams());
        MultiMap asked = MultiMap.caseInsensitiveMultiMap().addAll(query);
        if (!asked.contains("limit")) {
            asked.add("limit", ROWS);
        }
        QueryParams parameters = new QueryParams(page.routing(), asked);
        AlertFilter filter = AlertFilter.read(parameters);
        Optional<UUID> named = parameters.uuid(ORGANIZATION);
        return reading.list(page.caller(), named.orElse(page.caller().organizationId()), filter)
                .compose(found -> OtherOrganization.of(page, named, organizations)
                        .map(other -> PageResponse.ok(new AlertsView(
                                other.orElse(null),
                                FormState.of(FilledQuery.values(query)),
                                found.stream()
                                        .limit(filter.limit())
                                        .map(alert -> AlertRow.of(alert, page))
                                        .toList(),
                                page.holds(Permissions.ORGANIZATION_UPDATE),
                                Pager.of(PATH, query, next(parameters, found, filter.limit()))))));
    }

    private static @Nullable String next(QueryParams parameters, List<JsonObject> found, int limit) {
        if (found.size() <= limit) {
            return null;
        }
        JsonObject last = found.get(limit - 1);
        return parameters.seal(
                new PageCursor(Instant.parse(last.getString("at")), UUID.fromString(last.getString("id"))));
    }
}
