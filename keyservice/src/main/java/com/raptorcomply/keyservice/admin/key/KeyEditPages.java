package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.OpenedForm;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.admin.PlaceChoices;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.key.ApiKey;
import com.raptorcomply.keyservice.key.KeyReading;
import com.raptorcomply.keyservice.key.UpdateKey;
import com.raptorcomply.keyservice.restriction.PlaceSearch;
import com.raptorcomply.keyservice.user.CurrentPassword;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** The page that changes a key. The second of two admins keeps what they typed and sees what the first has changed. */
public final class KeyEditPages implements PageGroup {
    private static final String PATH = KeyListQuery.PATH + "/:id/edit";
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final KeyReading keys;
    private final UpdateKey update;
    private final CurrentPassword password;
    private final PlaceSearch places;

    public KeyEditPages(KeyReading keys, UpdateKey update, CurrentPassword password, PlaceSearch places) {
        this.keys = keys;
        this.update = update;
        this.password = password;
        this.places = places;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(PATH, page -> update.requireMayChange(page.caller(), page.pathUuid("id"))
                .compose(allowed -> fresh(page))
                .map(view -> view.key().revoked() == null
                        ? PageResponse.ok(view)
                        : PageResponse.seeOther(view.key().links().key("done=final"))));
        router.post(PATH, page -> page.form().text("find").isPresent() ? find(page) : change(page));
    }

    private Future<KeyEditView> fresh(PageContext page) {
        return read(page)
                .map(now -> view(
                        page,
                        now,
                        KeyEditView.fresh(now.key(), now.held(), zone(page)),
                        now.shown().etag(),
                        List.of(),
                        new PlaceChoices(places.isAvailable(), now.held().places(), false)));
    }

    /** Shows the form again as it was typed, for the key as it was opened, with the places that the search finds. */
    private Future<PageResponse> find(PageContext page) {
        return update.requireMayChange(page.caller(), page.pathUuid("id"))
                .compose(allowed -> read(page))
                .compose(now -> PlaceChoices.after(
                                places.find(
                                        page.caller(),
                                        now.key().organizationId(),
                                        page.form().text("place").orElse("")),
                                page.form())
                        .map(choices -> view(
                                page,
                                now,
                                FormState.of(page.form().values()),
                                page.form().text("etag").orElse(""),
                                List.of(),
                                choices)))
                .map(PageResponse::ok);
    }

    /** Returns the form as it was typed, for the key as it is now. */
    private Future<KeyEditView> again(PageContext page, FormState typed) {
        return read(page)
                .map(now -> view(
                        page,
                        now,
                        KeyEditView.again(typed, now.key(), now.held(), zone(page)),
                        now.shown().etag(),
                        OpenedForm.changes(typed, KeyEditView.shown(now.key(), now.held(), zone(page))),
                        PlaceChoices.of(places.isAvailable(), page.form(), List.of())));
    }

    private static ZoneId zone(PageContext page) {
        return page.now().getZone();
    }

    /** A key as it is now. */
    private record Now(KeyReading.Shown shown, HeldRestrictions held) {
        ApiKey key() {
            return shown.key();
        }
    }

    private Future<Now> read(PageContext page) {
        return keys.read(page.caller(), page.pathUuid("id"))
                .compose(shown -> HeldRestrictions.of(shown, places).map(held -> new Now(shown, held)));
    }

    private KeyEditView view(
            PageContext page,
            Now now,
            FormState form,
            String etag,
            List<OpenedForm.Change> changes,
            PlaceChoices choices) {
        return new KeyEditView(
                form,
                KeyFacts.of(now.shown(), page),
                now.key().kind() == KeyKind.ORGANIZATION,
                etag,
                changes,
                choices.available() && mayRestrict(page.caller(), now.key()) ? choices : PlaceChoices.NONE,
                now.held().all().size());
    }

    /** Returns true to show the restriction; the use case decides again. */
    private static boolean mayRestrict(Principal caller, ApiKey key) {
        boolean owns = caller.userId() != null && caller.userId().equals(key.ownerUserId());
        return !owns
                && !caller.restricted()
                && AccessRules.holds(caller, Permissions.ACCESS_CONTROL_WRITE, key.organizationId());
    }

    private Future<PageResponse> change(PageContext page) {
        UUID id = page.pathUuid("id");
        IfMatch condition = new IfMatch(page.form().text("etag").stream().toList());
        return update.requireMayChange(page.caller(), id)
                .compose(allowed -> proven(page))
                .compose(proven -> keys.read(page.caller(), id))
                .compose(shown -> {
                    // The form of an older state differs from the key in what others have changed. Its ETag refuses it.
                    if (page.form().texts("etag").contains(shown.etag())) {
                        KeyForm.requireChoices(page.form(), KeyEditView.values(shown.key(), zone(page)));
                    }
                    return update.patch(
                            page.caller(),
                            page.author(),
                            id,
                            KeyForm.change(page.form(), shown.key(), page.now()),
                            condition,
                            WAIT);
                })
                .map(changed -> PageResponse.seeOther(KeyLinks.of(id, page).key("done=changed")))
                .recover(page.form().again(state -> again(page, state)));
    }

    private Future<Void> proven(PageContext page) {
        return KeyForm.isSuperKey(page.form())
                ? password.require(
                        page.caller(),
                        page.form().json().password("currentPassword").fields())
                : Future.succeededFuture();
    }
}
