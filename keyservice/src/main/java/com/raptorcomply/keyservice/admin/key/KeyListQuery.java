package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.component.FilledQuery;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.http.QueryParams;
import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The query of the keys page. It holds the list's parameters of the API, and {@code view}. Empty ones count as absent,
 * because a form sends them.
 */
record KeyListQuery(MultiMap parameters, boolean mine, boolean isPlatformAdmin, Optional<UUID> userId) {
    static final String PATH = "/admin/keys";

    private static final int ROWS_MAX = 50;
    static final String ORGANIZATION = "organizationId";
    private static final List<String> FILTERS =
            List.of("q", "status", "kind", "unusedDays", "expiringDays", "leakReported");
    private static final List<String> NAMES = List.of("sort", "cursor", ORGANIZATION);

    /** Reads the query of the page's own address. */
    static KeyListQuery of(PageContext page) {
        MultiMap sent = page.routing().queryParams();
        MultiMap kept = MultiMap.caseInsensitiveMultiMap();
        sent.forEach((name, value) -> {
            if (!value.isBlank() && (FILTERS.contains(name) || NAMES.contains(name))) {
                kept.add(name, value);
            }
        });
        boolean mine = !page.holds(Permissions.API_KEYS_READ) || "mine".equals(sent.get("view"));
        return new KeyListQuery(
                kept,
                mine,
                page.isPlatformAdmin(),
                Optional.ofNullable(page.caller().userId()));
    }

    /** Returns the same query for the keys of another organization. */
    KeyListQuery of(UUID organizationId) {
        MultiMap all =
                MultiMap.caseInsensitiveMultiMap().addAll(parameters).set(ORGANIZATION, organizationId.toString());
        return new KeyListQuery(all, mine, isPlatformAdmin, userId);
    }

    /** Returns the query as the API takes it. */
    QueryParams asked(PageContext page) {
        MultiMap all = MultiMap.caseInsensitiveMultiMap().addAll(parameters).set("limit", "" + ROWS_MAX);
        if (mine) {
            all.set("owner", userId.map(UUID::toString).orElse("")).remove(ORGANIZATION);
        }
        if (isPlatformAdmin && !all.contains(ORGANIZATION)) {
            all.set(ORGANIZATION, page.caller().organizationId().toString());
        }
        return new QueryParams(page.routing(), all);
    }

    boolean isFiltered() {
        return FILTERS.stream().anyMatch(parameters::contains);
    }

    /** Returns true if the list has this filter. */
    boolean has(String name) {
        return parameters.contains(name);
    }

    /** Returns the query for links to other pages of the list. */
    MultiMap links() {
        MultiMap all = MultiMap.caseInsensitiveMultiMap().addAll(parameters);
        return mine ? all.set("view", "mine") : all;
    }

    /** Returns the state of the form with the filters. */
    FormState form(UUID ownOrganization) {
        Map<String, List<String>> values = new HashMap<>();
        parameters.forEach((name, value) -> values.put(name, List.of(value)));
        values.putIfAbsent(ORGANIZATION, List.of(ownOrganization.toString()));
        return FormState.of(values);
    }

    /** Returns the address of a page that keeps the query of the list, with more parameters. */
    String address(String path, String... more) {
        return FilledQuery.address(path, links(), more);
    }

    /** Returns the address of a view of the same organization with one filter, or none. */
    String address(boolean own, String... filter) {
        MultiMap kept = MultiMap.caseInsensitiveMultiMap();
        if (own) {
            kept.add("view", "mine");
        } else if (parameters.contains(ORGANIZATION)) {
            kept.add(ORGANIZATION, parameters.get(ORGANIZATION));
        }
        return FilledQuery.address(PATH, kept, filter);
    }
}
