package com.raptorcomply.keyservice.admin.organization;

import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormOnce;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.NavigationItem;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.admin.component.FilledQuery;
import com.raptorcomply.keyservice.admin.component.Pager;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.user.OrganizationChanges;
import com.raptorcomply.keyservice.user.OrganizationReading;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The list of organizations and the form of a new one, for platform admins. */
public final class OrganizationsPages implements PageGroup {
    static final String ORGANIZATIONS = "/admin/organizations";

    /** No organization has this id. */
    private static final UUID NONE = new UUID(0, 0);

    private static final int ROWS = 50;
    private static final int PAGES_MAX = 1_000;

    private final OrganizationReading reading;
    private final OrganizationChanges changes;

    public OrganizationsPages(OrganizationReading reading, OrganizationChanges changes) {
        this.reading = reading;
        this.changes = changes;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(ORGANIZATIONS, this::list);
        router.get(ORGANIZATIONS + "/new", page -> form(page, FormState.of(Map.of("timeZone", List.of("UTC"))))
                .map(PageResponse::ok));
        router.post(ORGANIZATIONS + "/new", this::create);
    }

    @Override
    public List<NavigationItem> navigation() {
        return List.of(new NavigationItem("Organizations", ORGANIZATIONS, AccessRules::isPlatformAdmin));
    }

    private Future<PageResponse> list(PageContext page) {
        MultiMap query = FilledQuery.of(page.routing().queryParams());
        QueryParams asked = new QueryParams(query);
        String words = asked.text("q").orElse("").toLowerCase(Locale.ROOT);
        int number = asked.integer("cursor", 0, 0, PAGES_MAX);
        return forPlatform(page).compose(visible -> reading.list(page.caller())).map(all -> {
            List<OrganizationInWords> found = all.stream()
                    .map(each -> OrganizationInWords.of((JsonObject) each, page.now()))
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).contains(words))
                    .toList();
            boolean goesOn = found.size() > (number + 1) * ROWS;
            return PageResponse.ok(new OrganizationsView(
                    FormState.of(FilledQuery.values(query)),
                    found.stream().skip((long) number * ROWS).limit(ROWS).toList(),
                    found.size(),
                    Pager.of(ORGANIZATIONS, query, goesOn ? String.valueOf(number + 1) : null)));
        });
    }

    /** Fails with 403 for callers who are no platform admins, by a use case that is for those alone. */
    private Future<?> forPlatform(PageContext page) {
        return reading.receipts(page.caller(), NONE);
    }

    private Future<NewOrganizationView> form(PageContext page, FormState form) {
        return forPlatform(page)
                .map(visible -> new NewOrganizationView(form, UUID.randomUUID().toString()));
    }

    private Future<PageResponse> create(PageContext page) {
        JsonFields fields = page.form().json().text("name").text("timeZone").fields();
        Idempotency once = FormOnce.of(page);
        return Future.succeededFuture()
                .compose(begun -> changes.create(page.caller(), page.author(), fields, once))
                .map(made -> PageResponse.seeOther(ORGANIZATIONS + "/" + made.getString("id") + "?done=created"))
                .recover(failure -> FormOnce.orBefore(failure, () -> changes.before(once)
                        .map(id -> PageResponse.seeOther(ORGANIZATIONS + "/" + id + "?done=created"))))
                .recover(page.form().again(state -> form(page, state)));
    }
}
