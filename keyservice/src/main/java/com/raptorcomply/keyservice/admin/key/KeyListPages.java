package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.NavigationItem;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.admin.component.Badge;
import com.raptorcomply.keyservice.admin.component.Figure;
import com.raptorcomply.keyservice.admin.component.Pager;
import com.raptorcomply.keyservice.admin.component.Tab;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.key.KeyFilter;
import com.raptorcomply.keyservice.key.KeyReading;
import com.raptorcomply.keyservice.key.KeyReceipts;
import com.raptorcomply.keyservice.key.KeySummary;
import com.raptorcomply.keyservice.user.OrganizationReading;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The page that lists keys. */
public final class KeyListPages implements PageGroup {
    private static final String EXPIRING = "expiringDays=" + KeySummary.EXPIRING_DAYS;
    private static final String UNUSED = "unusedDays=" + KeySummary.UNUSED_DAYS;
    private static final Map<String, String> DONE =
            Map.of("none", "No key is chosen. Tick those that you want to revoke.");

    private final KeyReading keys;
    private final KeySummary summary;
    private final KeyReceipts receipts;
    private final OrganizationReading organizations;

    public KeyListPages(KeyReading keys, KeySummary summary, KeyReceipts receipts, OrganizationReading organizations) {
        this.keys = keys;
        this.summary = summary;
        this.receipts = receipts;
        this.organizations = organizations;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(KeyListQuery.PATH, this::list);
    }

    @Override
    public List<NavigationItem> navigation() {
        return List.of(new NavigationItem("API keys", KeyListQuery.PATH, caller -> true));
    }

    private Future<PageResponse> list(PageContext page) {
        KeyListQuery query = KeyListQuery.of(page);
        KeyFilter filter = KeyFilter.read(query.asked(page));
        return keys.list(page.caller(), filter).compose(found -> summary.read(
                        page.caller(), query.mine() ? Optional.empty() : filter.organizationId())
                .compose(figures -> organizations(page).compose(names -> receipts.pendingRevocations(found)
                        .map(pending -> PageResponse.ok(view(page, query, filter, found, pending, figures, names))))));
    }

    /** Returns the organizations by id that a platform admin may choose; none for others. */
    private Future<Map<String, String>> organizations(PageContext page) {
        if (!page.isPlatformAdmin()) {
            return Future.succeededFuture(Map.of());
        }
        return organizations.list(page.caller()).map(all -> {
            Map<String, String> names = new LinkedHashMap<>();
            all.stream()
                    .map(JsonObject.class::cast)
                    .forEach(each -> names.put(each.getString("id"), each.getString("name")));
            return names;
        });
    }

    private static KeyListView view(
            PageContext page,
            KeyListQuery query,
            KeyFilter filter,
            List<KeyReading.Listed> found,
            Set<UUID> pending,
            JsonObject figures,
            Map<String, String> organizations) {
        boolean seesAll = page.holds(Permissions.API_KEYS_READ);
        boolean mayRevoke = query.mine() || page.holds(Permissions.API_KEYS_REVOKE);
        List<KeyReading.Listed> shown = found.stream().limit(filter.limit()).toList();
        String next = found.size() > shown.size()
                ? query.asked(page)
                        .seal(filter.order().cursor(shown.get(shown.size() - 1).key()))
                : null;
        UUID own = page.caller().organizationId();
        return new KeyListView(
                tabs(query, figures, seesAll),
                seesAll && query.mine() ? List.of() : figures(query, figures, !seesAll),
                query.form(own),
                Stream.of("unusedDays", "expiringDays", "leakReported", "kind")
                        .filter(query::has)
                        .toList(),
                query.mine() ? Map.of() : organizations,
                query.mine(),
                query.isFiltered(),
                query,
                query.address(query.mine() && seesAll),
                shown.stream()
                        .map(each -> KeyListView.Row.of(
                                each, query, pending.contains(each.key().id()), mayRevoke, page.now()))
                        .toList(),
                Pager.of(KeyListQuery.PATH, query.links(), next),
                page.done(DONE));
    }

    private static List<Tab> tabs(KeyListQuery query, JsonObject figures, boolean seesAll) {
        long all = figures.getLong("organizationKeys") + figures.getLong("userKeys");
        Tab own = new Tab("My keys", query.address(seesAll), figures.getLong("ownKeys"), query.mine());
        return seesAll
                ? List.of(new Tab("Organization keys", query.address(false), all, !query.mine()), own)
                : List.of(own);
    }

    private static List<Figure> figures(KeyListQuery query, JsonObject numbers, boolean own) {
        boolean isStatus = "active".equals(query.parameters().get("status"));
        return List.of(
                new Figure(
                        "active",
                        numbers.getLong("active"),
                        query.address(own, "status=active"),
                        Badge.Tone.GOOD,
                        isStatus),
                new Figure(
                        "end within " + KeySummary.EXPIRING_DAYS + " days",
                        numbers.getLong("expiring"),
                        query.address(own, EXPIRING),
                        Badge.Tone.WARNING,
                        query.has("expiringDays")),
                new Figure(
                        "unused for " + KeySummary.UNUSED_DAYS + " days",
                        numbers.getLong("unused"),
                        query.address(own, UNUSED),
                        Badge.Tone.WARNING,
                        query.has("unusedDays")),
                new Figure(
                        "reported leaked",
                        numbers.getLong("leakReported"),
                        query.address(own, "leakReported=true"),
                        Badge.Tone.DANGER,
                        query.has("leakReported")));
    }
}
