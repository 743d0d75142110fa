package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.OpenedForm;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.key.KeyReading;
import com.raptorcomply.keyservice.key.UpdateKey;
import com.raptorcomply.keyservice.user.CurrentPassword;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The page that changes a key. The second of two admins keeps what they typed and sees what the first has changed. */
public final class KeyEditPages implements PageGroup {
    private static final String PATH = KeyListQuery.PATH + "/:id/edit";
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final KeyReading keys;
    private final UpdateKey update;
    private final CurrentPassword password;

    public KeyEditPages(KeyReading keys, UpdateKey update, CurrentPassword password) {
        this.keys = keys;
        this.update = update;
        this.password = password;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(PATH, page -> update.requireMayChange(page.caller(), page.pathUuid("id"))
                .compose(allowed -> keys.read(page.caller(), page.pathUuid("id")))
                .map(shown -> PageResponse.ok(new KeyEditView(
                        KeyEditView.fresh(shown.key()),
                        KeyFacts.of(shown, page),
                        shown.key().kind() == KeyKind.ORGANIZATION,
                        shown.etag(),
                        List.of()))));
        router.post(PATH, this::change);
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
                        KeyForm.requireChoices(page.form(), KeyEditView.values(shown.key()));
                    }
                    return update.patch(
                            page.caller(),
                            page.author(),
                            id,
                            KeyForm.change(page.form(), shown.key(), page.now()),
                            condition,
                            WAIT);
                })
                .map(changed -> PageResponse.seeOther(KeyListQuery.PATH + "/" + id + "?done=changed"))
                .recover(page.form().again(state -> again(page, id, state)));
    }

    private Future<Void> proven(PageContext page) {
        return KeyForm.isSuperKey(page.form())
                ? password.require(
                        page.caller(),
                        page.form().json().text("currentPassword").fields())
                : Future.succeededFuture();
    }

    private Future<KeyEditView> again(PageContext page, UUID id, FormState typed) {
        return keys.read(page.caller(), id)
                .map(shown -> new KeyEditView(
                        KeyEditView.again(typed, shown.key()),
                        KeyFacts.of(shown, page),
                        shown.key().kind() == KeyKind.ORGANIZATION,
                        shown.etag(),
                        OpenedForm.changes(typed, KeyEditView.shown(shown.key()))));
    }
}
