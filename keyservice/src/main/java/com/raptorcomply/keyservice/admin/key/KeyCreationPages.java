package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormOnce;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.OtherOrganization;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.admin.PlaceChoices;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.Uuids;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.key.CreateKey;
import com.raptorcomply.keyservice.key.CreatedKey;
import com.raptorcomply.keyservice.key.KeyTrial;
import com.raptorcomply.keyservice.restriction.PlaceSearch;
import com.raptorcomply.keyservice.user.CurrentPassword;
import com.raptorcomply.keyservice.user.OrganizationReading;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The pages that make a key and show its secret once. */
public final class KeyCreationPages implements PageGroup {
    static final String PATH = KeyListQuery.PATH + "/new";
    private static final List<String> PRESETS =
            List.of("api_user", KeyForm.ONLY_READS, KeyForm.NOTHING, KeyForm.CHOSEN, "org_super");

    private final CreateKey createKey;
    private final CurrentPassword password;
    private final OrganizationReading organizations;
    private final PlaceSearch places;
    private final KeyTrial trial;

    public KeyCreationPages(
            CreateKey createKey,
            CurrentPassword password,
            OrganizationReading organizations,
            PlaceSearch places,
            KeyTrial trial) {
        this.createKey = createKey;
        this.password = password;
        this.organizations = organizations;
        this.places = places;
        this.trial = trial;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(PATH, this::open);
        router.post(PATH, page -> page.form().text("find").isPresent() ? find(page) : create(page));
    }

    /** Shows a fresh form. An organization that is gone is a 404, because the form would choose another one in its place. */
    private Future<PageResponse> open(PageContext page) {
        Optional<UUID> named = page.isPlatformAdmin() ? page.query().uuid(KeyListQuery.ORGANIZATION) : Optional.empty();
        return OtherOrganization.of(page, named, organizations)
                .compose(other -> form(page, fresh(page, other), chosen(page)))
                .map(PageResponse::ok);
    }

    private static FormState fresh(PageContext page, Optional<OtherOrganization> other) {
        String preset = page.query().text("preset").filter(PRESETS::contains).orElse("");
        return KeyFormView.fresh(
                preset,
                mayMakeForOrganization(page),
                other.map(OtherOrganization::id)
                        .orElse(page.caller().organizationId())
                        .toString());
    }

    private static boolean mayMakeForOrganization(PageContext page) {
        return page.holds(Permissions.API_KEYS_CREATE);
    }

    private Future<KeyFormView> form(PageContext page, FormState state, PlaceChoices choices) {
        Future<Map<String, String>> names = page.isPlatformAdmin()
                ? organizations.list(page.caller()).map(all -> {
                    Map<String, String> byId = new LinkedHashMap<>();
                    all.stream()
                            .map(JsonObject.class::cast)
                            .forEach(each -> byId.put(each.getString("id"), each.getString("name")));
                    return byId;
                })
                : Future.succeededFuture(Map.of());
        return names.map(all -> new KeyFormView(
                state,
                UUID.randomUUID().toString(),
                mayMakeForOrganization(page),
                all,
                choices,
                KeyListQuery.of(page)));
    }

    private PlaceChoices chosen(PageContext page) {
        return PlaceChoices.of(places.isAvailable(), page.form(), List.of());
    }

    /** Shows the form again as it was typed, with the places that the search finds. */
    private Future<PageResponse> find(PageContext page) {
        UUID organizationId = page.form()
                .text("organizationId")
                .flatMap(Uuids::parse)
                .orElse(page.caller().organizationId());
        return Future.succeededFuture()
                .compose(begun -> PlaceChoices.after(
                        places.find(
                                page.caller(),
                                organizationId,
                                page.form().text("place").orElse("")),
                        page.form()))
                .compose(choices -> form(page, FormState.of(page.form().values()), choices))
                .map(PageResponse::ok);
    }

    private Future<PageResponse> create(PageContext page) {
        return Future.succeededFuture()
                .compose(begun -> {
                    if (isForUser(page) || mayMakeForOrganization(page)) {
                        KeyForm.requireChoices(page.form(), Map.of());
                    }
                    JsonObject body = KeyForm.create(page.form(), page.now());
                    if ("user".equals(body.getString("kind"))) {
                        body.remove("organizationId");
                    }
                    Idempotency once = FormOnce.of(page);
                    return proven(page)
                            .compose(proven -> createKey.make(page.caller(), page.author(), new JsonFields(body), once))
                            .map(created -> revealed(created, page))
                            .recover(failure -> FormOnce.orBefore(failure, () -> createKey
                                    .before(once)
                                    .map(id -> PageResponse.seeOther(
                                            KeyLinks.of(id, page).key("done=before")))));
                })
                .recover(page.form().again(state -> form(page, state, chosen(page))));
    }

    /** Asks for the password again before a super key, because an open session alone is not enough for it. */
    private Future<Void> proven(PageContext page) {
        return KeyForm.isSuperKey(page.form()) && !isForUser(page)
                ? password.require(
                        page.caller(),
                        page.form().json().password("currentPassword").fields())
                : Future.succeededFuture();
    }

    private static boolean isForUser(PageContext page) {
        return page.form().text("kind").orElse("").equals("user");
    }

    private PageResponse revealed(CreatedKey created, PageContext page) {
        return PageResponse.ok(new KeyRevealView(
                created.key().terms().name(),
                created,
                KeyLinks.of(created.key(), page).key(),
                false,
                created.namedAlike(),
                trial.address()));
    }
}
