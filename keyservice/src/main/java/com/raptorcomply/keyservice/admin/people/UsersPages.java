package com.raptorcomply.keyservice.admin.people;

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
import com.raptorcomply.keyservice.user.OrganizationReading;
import com.raptorcomply.keyservice.user.User;
import com.raptorcomply.keyservice.user.UserFilter;
import com.raptorcomply.keyservice.user.UserOrder;
import com.raptorcomply.keyservice.user.UserReading;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The list of users, with search and filters. */
public final class UsersPages implements PageGroup {
    static final String PEOPLE = "/admin/people";

    /** A whole address is found in any spelling. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

    private static final String ROWS = "50";
    private static final List<String> FILTERS = List.of("q", "role", "status");

    /** The parameters that the pages of a user keep for the way back to the list. */
    private static final List<String> KEPT = Stream.concat(
                    FILTERS.stream(), Stream.of("organizationId", "sort", "cursor"))
            .toList();

    private static final Map<String, String> DONE = Map.of("deleted", "The user is deleted.");

    private final UserReading reading;
    private final OrganizationReading organizations;

    public UsersPages(UserReading reading, OrganizationReading organizations) {
        this.reading = reading;
        this.organizations = organizations;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(PEOPLE, this::list);
    }

    @Override
    public List<NavigationItem> navigation() {
        return List.of(new NavigationItem(
                "People",
                PEOPLE,
                caller -> AccessRules.holds(caller, Permissions.USERS_READ, caller.organizationId())));
    }

    /** Returns the path of a user's page. */
    static String path(UUID id) {
        return PEOPLE + "/" + id;
    }

    /** Returns the address of a page that keeps the query of the list, with more parameters. */
    static String address(PageContext page, String path, String... more) {
        MultiMap kept = FilledQuery.of(page.routing().queryParams());
        kept.names().stream().filter(name -> !KEPT.contains(name)).toList().forEach(kept::remove);
        return FilledQuery.address(path, kept, more);
    }

    private Future<PageResponse> list(PageContext page) {
        MultiMap query = FilledQuery.of(page.routing().queryParams());
        QueryParams parameters = asked(page, query);
        UserFilter filter = UserFilter.read(parameters);
        return reading.list(page.caller(), filter).compose(found -> OtherOrganization.of(
                        page, filter.organizationId(), organizations)
                .map(other -> PageResponse.ok(new UsersView(
                        other.orElse(null),
                        PeopleTabs.USERS.on(page),
                        FormState.of(FilledQuery.values(query)),
                        found.stream()
                                .limit(filter.limit())
                                .map(user -> UsersView.UserRow.of(user, page))
                                .toList(),
                        FILTERS.stream().anyMatch(query::contains),
                        page.isPlatformAdmin() && filter.organizationId().isEmpty(),
                        page.holds(Permissions.INVITATIONS_CREATE),
                        Pager.of(PEOPLE, query, next(parameters, found, filter.limit())),
                        page.done(DONE)))));
    }

    /** Returns the query as the API takes it, newest first. The one search field takes words of a name, or an address. */
    private static QueryParams asked(PageContext page, MultiMap query) {
        MultiMap asked = MultiMap.caseInsensitiveMultiMap().addAll(query);
        if (!asked.contains("limit")) {
            asked.add("limit", ROWS);
        }
        if (!asked.contains("sort")) {
            asked.add("sort", UserOrder.NEWEST.label());
        }
        String words = query.get("q");
        if (words != null && ADDRESS.matcher(words).matches()) {
            asked.remove("q").add("email", words);
        }
        return new QueryParams(page.routing(), asked);
    }

    private static @Nullable String next(QueryParams parameters, List<User> found, int limit) {
        if (found.size() <= limit) {
            return null;
        }
        User last = found.get(limit - 1);
        return parameters.seal(new PageCursor(last.createdAt().toInstant(), last.id()));
    }
}
