package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormJson;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.OtherOrganization;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.admin.PlaceChoices;
import com.raptorcomply.keyservice.admin.component.FilledQuery;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.dataservice.Reference;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.restriction.ChangeRequest;
import com.raptorcomply.keyservice.restriction.NewRestriction;
import com.raptorcomply.keyservice.restriction.PlaceNames;
import com.raptorcomply.keyservice.restriction.PlaceSearch;
import com.raptorcomply.keyservice.restriction.Restriction;
import com.raptorcomply.keyservice.restriction.RestrictionReading;
import com.raptorcomply.keyservice.restriction.Restrictions;
import com.raptorcomply.keyservice.user.OrganizationReading;
import com.raptorcomply.keyservice.user.UserReading;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The restrictions of users: the list, a new one, and lifting one. */
public final class AccessPages implements PageGroup {
    private static final String ACCESS = PeopleTabs.ACCESS.path();
    private static final int ROWS = 50;

    /** The places that the list shows of each restriction; the page that lifts it shows all. */
    private static final int PLACES_IN_LIST_MAX = 4;

    private static final Map<String, String> DONE =
            Map.of("added", "The user is restricted.", "lifted", "The restriction is lifted.");

    private final Restrictions restrictions;
    private final RestrictionReading reading;
    private final UserReading users;
    private final OrganizationReading organizations;
    private final PlaceSearch places;

    public AccessPages(
            Restrictions restrictions, UserReading users, OrganizationReading organizations, PlaceSearch places) {
        this.restrictions = restrictions;
        this.reading = restrictions.reading();
        this.users = users;
        this.organizations = organizations;
        this.places = places;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(ACCESS, this::list);
        router.get(ACCESS + "/users/:id", page -> form(page, FormState.empty(), chosen(page))
                .map(PageResponse::ok));
        router.post(ACCESS + "/users/:id", page -> page.form().text("find").isPresent() ? find(page) : add(page));
        router.get(ACCESS + "/:id/lift", page -> ask(page, FormState.empty()).map(PageResponse::ok));
        router.post(ACCESS + "/:id/lift", this::lift);
    }

    private Future<PageResponse> list(PageContext page) {
        MultiMap query = FilledQuery.of(page.routing().queryParams());
        QueryParams asked = new QueryParams(query);
        UUID userId = asked.uuid("userId").orElse(null);
        Optional<UUID> organizationId = asked.uuid("organizationId");
        return reading.list(page.caller(), organizationId, null, userId)
                .compose(found -> rows(page, found))
                .compose(rows -> OtherOrganization.of(page, organizationId, organizations)
                        .map(other -> PageResponse.ok(new AccessView(
                                other.orElse(null),
                                PeopleTabs.ACCESS.on(page),
                                rows,
                                rows.size() == ROWS,
                                userId == null ? "" : ACCESS + "/users/" + userId,
                                page.holds(Permissions.ACCESS_CONTROL_WRITE),
                                page.done(DONE)))));
    }

    private Future<List<AccessRow>> rows(PageContext page, List<Restriction> found) {
        List<Restriction> shown =
                found.stream().filter(each -> each.userId() != null).limit(ROWS).toList();
        return names(shown).compose(names -> {
            List<Future<AccessRow>> rows = shown.stream()
                    .map(each -> row(
                            page, each, names.getOrDefault(each.organizationId(), PlaceNames.NONE), PLACES_IN_LIST_MAX))
                    .toList();
            return Future.all(rows)
                    .map(done -> rows.stream().map(Future::result).toList());
        });
    }

    /** Returns the names of the places that the list shows, by organization. */
    private Future<Map<UUID, PlaceNames>> names(List<Restriction> shown) {
        Map<UUID, List<Reference>> asked = new HashMap<>();
        shown.forEach(each -> asked.computeIfAbsent(each.organizationId(), id -> new ArrayList<>())
                .addAll(each.limits().references().stream()
                        .limit(PLACES_IN_LIST_MAX)
                        .toList()));
        Map<UUID, PlaceNames> names = new ConcurrentHashMap<>();
        List<Future<PlaceNames>> lookups = asked.entrySet().stream()
                .map(each -> places.names(each.getKey(), each.getValue())
                        .onSuccess(found -> names.put(each.getKey(), found)))
                .toList();
        return Future.all(lookups).map(names);
    }

    private Future<AccessRow> row(PageContext page, Restriction restriction, PlaceNames names, int placesMax) {
        return users.read(page.caller(), Objects.requireNonNull(restriction.userId()))
                .map(user -> AccessRow.of(restriction, user, names, placesMax, page.now()));
    }

    private Future<AccessFormView> form(PageContext page, FormState form, PlaceChoices choices) {
        UUID id = page.pathUuid("id");
        return reading.ofUser(page.caller(), Optional.empty(), id)
                .compose(held -> users.read(page.caller(), id))
                .map(user -> new AccessFormView(user, form, choices));
    }

    private PlaceChoices chosen(PageContext page) {
        return PlaceChoices.of(places.isAvailable(), page.form(), List.of());
    }

    /** Shows the form again as it was typed, with the places that the search finds. */
    private Future<PageResponse> find(PageContext page) {
        return users.read(page.caller(), page.pathUuid("id"))
                .compose(user -> PlaceChoices.after(
                        places.find(
                                page.caller(),
                                user.organizationId(),
                                page.form().text("place").orElse("")),
                        page.form()))
                .compose(choices -> form(page, FormState.of(page.form().values()), choices))
                .map(PageResponse::ok);
    }

    private Future<PageResponse> add(PageContext page) {
        UUID id = page.pathUuid("id");
        FormJson json = page.form().json().value("userId", id.toString()).texts("operations");
        PlaceChoices.chosen(page.form()).forEach(list -> json.value(list.getKey(), list.getValue()));
        JsonFields fields = json.fields();
        return Future.succeededFuture()
                .compose(begun -> {
                    NewRestriction wanted = NewRestriction.read(fields);
                    return restrictions.add(
                            ChangeRequest.of(page.caller(), page.routing()), wanted.target(), wanted.limits());
                })
                .map(added -> PageResponse.seeOther(ACCESS + "?userId=" + id + "&done=added"))
                .recover(page.form().again(state -> form(page, state, chosen(page))));
    }

    private Future<AccessLiftView> ask(PageContext page, FormState form) {
        return reading.read(page.caller(), page.pathUuid("id"))
                .compose(found -> places.names(
                                found.organizationId(), found.limits().references())
                        .compose(names -> row(page, found, names, Integer.MAX_VALUE)))
                .map(row -> new AccessLiftView(row, form));
    }

    private Future<PageResponse> lift(PageContext page) {
        return Future.succeededFuture()
                .compose(begun ->
                        restrictions.lift(ChangeRequest.of(page.caller(), page.routing()), page.pathUuid("id")))
                .map(lifted -> PageResponse.seeOther(ACCESS + "?done=lifted"))
                .recover(page.form().again(state -> ask(page, state)));
    }
}
