package com.raptorcomply.keyservice.admin.account;

import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.signin.session.OwnSessions;
import com.raptorcomply.keyservice.user.PasswordChange;
import com.raptorcomply.keyservice.user.SecondFactorChanges;
import com.raptorcomply.keyservice.user.UserReading;
import io.vertx.core.Future;
import java.util.Map;

/** The pages of the signed-in user: password and sessions. */
public final class AccountPages implements PageGroup {
    private static final String ME = "/admin/me";

    private static final Map<String, String> DONE = Map.of(
            "session", "The session has ended.",
            "others", "All other sessions have ended.",
            "totp", "Two-step verification is on.",
            "codes", "Your recovery codes are new. Those of before work no more.",
            "totp-removed", "Two-step verification is off.");

    private final UserReading users;
    private final PasswordChange password;
    private final SecondFactorChanges factors;
    private final OwnSessions sessions;

    public AccountPages(UserReading users, PasswordChange password, SecondFactorChanges factors, OwnSessions sessions) {
        this.users = users;
        this.password = password;
        this.factors = factors;
        this.sessions = sessions;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(ME, page -> view(page, FormState.empty()).map(PageResponse::ok));
        router.post(ME + "/password", this::changePassword);
        router.post(ME + "/sessions/end-others", this::endOthers);
        router.post(ME + "/sessions/:id/end", this::end);
    }

    private Future<AccountView> view(PageContext page, FormState form) {
        return users.self(page.caller()).compose(user -> factors.state(page.caller())
                .compose(state -> sessions.list(page.caller(), page.token())
                        .map(open -> new AccountView(
                                user,
                                page.caller().organizationName(),
                                form,
                                state,
                                open.stream()
                                        .map(each -> AccountView.SessionRow.of(each, page.now()))
                                        .toList(),
                                page.done(DONE)))));
    }

    /** Changes the password; that ends every session, so the user signs in again. */
    private Future<PageResponse> changePassword(PageContext page) {
        JsonFields fields = page.form()
                .json()
                .password("currentPassword")
                .password("newPassword")
                .fields();
        return password.change(page.caller(), page.author(), fields)
                .map(changed -> PageResponse.seeOther("/admin/session?done=password"))
                .recover(page.form().again(state -> view(page, state)));
    }

    private Future<PageResponse> end(PageContext page) {
        return sessions.end(page.caller(), page.author(), page.pathUuid("id"))
                .map(ended -> PageResponse.seeOther(ME + "?done=session"));
    }

    private Future<PageResponse> endOthers(PageContext page) {
        return sessions.endOthers(page.caller(), page.author(), page.token())
                .map(ended -> PageResponse.seeOther(ME + "?done=others"));
    }
}
