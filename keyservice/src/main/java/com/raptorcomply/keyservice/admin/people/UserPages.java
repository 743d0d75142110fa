package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormJson;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.OpenedForm;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.admin.ReceiptInWords;
import com.raptorcomply.keyservice.admin.ReceiptView;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.PreferWait;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.user.RoleChange;
import com.raptorcomply.keyservice.user.SecondFactorChanges;
import com.raptorcomply.keyservice.user.User;
import com.raptorcomply.keyservice.user.UserChanges;
import com.raptorcomply.keyservice.user.UserReading;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** The page of one user: name, address, role, status, second factor, receipts. */
public final class UserPages implements PageGroup {
    private static final String USER = UsersPages.PEOPLE + "/:id";
    private static final int RECEIPTS_SHOWN_MAX = 20;
    private static final String NAME = "Name";
    private static final String EMAIL = "E-mail address";

    private static final Map<String, String> DONE = Map.of(
            "saved", "Saved.",
            "before", "The form was sent before, and added this user. Its link is not shown again.",
            "role", "The role is changed.",
            "same-role", "Nothing is changed: the user has this role already.",
            "disabled", "The user is disabled. Sessions and keys of theirs work no more.",
            "disabled-pending", "The user is disabled. Until the gateways confirm it, keys of theirs may still work.",
            "enabled", "The user is enabled.",
            "totp", "Two-step verification is off for this user.");

    private final UserReading reading;
    private final UserChanges changes;
    private final RoleChange role;
    private final SecondFactorChanges factors;

    public UserPages(UserReading reading, UserChanges changes, RoleChange role, SecondFactorChanges factors) {
        this.reading = reading;
        this.changes = changes;
        this.role = role;
        this.factors = factors;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(
                USER, page -> view(page, FormState.empty(), FormState.empty()).map(PageResponse::ok));
        router.post(USER + "/edit", this::edit);
        router.post(USER + "/role", this::changeRole);
        for (UserQuestion question : UserQuestion.values()) {
            String path = USER + "/" + question.word();
            router.get(path, page -> ask(page, question, FormState.empty()).map(PageResponse::ok));
            router.post(path, page -> answer(page, question));
        }
        router.post(USER + "/enable", page -> status(page, "active", "enabled"));
        router.get(USER + "/receipts/:receiptId", this::receipt);
    }

    private Future<UserView> view(PageContext page, FormState edit, FormState role) {
        UUID id = page.pathUuid("id");
        return reading.read(page.caller(), id).compose(user -> reading.receipts(page.caller(), id)
                .compose(receipts -> reading.self(page.caller()).map(self -> {
                    boolean isSelf = id.equals(page.caller().userId());
                    return new UserView(
                            user,
                            new UserLinks(id, page),
                            UserView.status(user),
                            isSelf,
                            page.holds(Permissions.USERS_UPDATE),
                            page.holds(Permissions.USERS_DELETE),
                            edit.isRefused() ? edit : typed(user),
                            role.isRefused() ? role : typed(user),
                            RoleInWords.assignable(page),
                            self.canSignIn(),
                            inWords(page, id, receipts),
                            page.done(DONE));
                })));
    }

    private static FormState typed(User user) {
        return OpenedForm.of(
                FormState.of(Map.of(
                        "name", List.of(user.name()),
                        "email", List.of(user.email()),
                        "role", List.of(user.role().label()))),
                Map.of(NAME, user.name(), EMAIL, user.email()));
    }

    private static List<ReceiptInWords> inWords(PageContext page, UUID id, List<Receipt> receipts) {
        return receipts.stream()
                .limit(RECEIPTS_SHOWN_MAX)
                .map(receipt -> ReceiptInWords.of(receipt, "/users/" + id, page.now()))
                .toList();
    }

    /** Changes what this admin has typed only, so that another admin's new address does not go back to the old one. */
    private Future<PageResponse> edit(PageContext page) {
        UUID id = page.pathUuid("id");
        FormJson fields = page.form().json();
        if (OpenedForm.isTouched(page.form(), NAME, "name")) {
            fields.textOrEmpty("name");
        }
        if (OpenedForm.isTouched(page.form(), EMAIL, "email")) {
            fields.textOrEmpty("email");
        }
        return begun(() -> changes.update(page.caller(), page.author(), id, fields.fields()))
                .map(changed -> PageResponse.seeOther(new UserLinks(id, page).user("done=saved")))
                .recover(page.form().again(state -> view(page, state, FormState.empty())));
    }

    private Future<PageResponse> changeRole(PageContext page) {
        UUID id = page.pathUuid("id");
        JsonFields fields = page.form()
                .json()
                .textOrEmpty("role")
                .password("currentPassword")
                .fields();
        return begun(() -> role.change(page.caller(), page.author(), id, fields))
                .compose(changed -> changes.effective(changed, PreferWait.of(page.request()))
                        .map(receipt ->
                                new UserLinks(id, page).user(changed.isOfRole() ? "done=role" : "done=same-role")))
                .map(PageResponse::seeOther)
                .recover(page.form().again(state -> view(page, FormState.empty(), state)));
    }

    private Future<UserQuestionView> ask(PageContext page, UserQuestion question, FormState form) {
        return reading.read(page.caller(), page.pathUuid("id")).compose(user -> reading.self(page.caller())
                .map(self -> new UserQuestionView(
                        question,
                        user,
                        new UserLinks(user.id(), page),
                        question.needsPassword() && self.canSignIn(),
                        form)));
    }

    private Future<PageResponse> answer(PageContext page, UserQuestion question) {
        return begun(() -> switch (question) {
                    case DISABLE -> status(page, "disabled", "disabled");
                    case DELETE -> delete(page);
                    case TOTP -> removeTotp(page);
                })
                .recover(page.form().again(state -> ask(page, question, state)));
    }

    private Future<PageResponse> status(PageContext page, String status, String done) {
        UUID id = page.pathUuid("id");
        JsonFields fields = page.form().json().value("status", status).fields();
        return changes.update(page.caller(), page.author(), id, fields)
                .compose(changed -> changes.effective(changed, PreferWait.of(page.request())))
                .map(receipt -> PageResponse.seeOther(
                        new UserLinks(id, page).user("done=" + page.doneAt(DONE, done, receipt.orElse(null)))));
    }

    private Future<PageResponse> delete(PageContext page) {
        UUID id = page.pathUuid("id");
        return changes.delete(page.caller(), page.author(), id, PreferWait.of(page.request()))
                .map(receipt -> PageResponse.seeOther(new UserLinks(id, page).at("/receipts/" + receipt.id())));
    }

    private Future<PageResponse> removeTotp(PageContext page) {
        UUID id = page.pathUuid("id");
        JsonFields fields = page.form().json().password("currentPassword").fields();
        return factors.removeOf(page.caller(), page.author(), id, fields)
                .map(removed -> PageResponse.seeOther(new UserLinks(id, page).user("done=totp")));
    }

    private Future<PageResponse> receipt(PageContext page) {
        UUID id = page.pathUuid("id");
        return reading.receipt(page.caller(), id, page.pathUuid("receiptId"))
                .map(named -> PageResponse.ok(new ReceiptView(
                        "The change of this user's access, as it reached the gateways.",
                        Objects.requireNonNullElse(named.subjectName(), "–"),
                        named.organizationName(),
                        ReceiptInWords.of(named.receipt(), "/users/" + id, page.now()),
                        new UserLinks(id, page).list(),
                        "Users")));
    }

    /** Makes a failed future of an exception that the work throws at once. */
    private static <T> Future<T> begun(Supplier<Future<T>> work) {
        return Future.succeededFuture().compose(start -> work.get());
    }
}
