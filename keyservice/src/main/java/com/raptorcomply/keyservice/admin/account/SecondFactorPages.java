package com.raptorcomply.keyservice.admin.account;

import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.user.SecondFactorChanges;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** The pages by which a user sets up and removes the second factor. Secrets are in responses to forms alone. */
public final class SecondFactorPages implements PageGroup {
    private static final String ME = "/admin/me";
    private static final String TOTP = ME + "/totp";
    private static final String CODES = TOTP + "/recovery-codes";

    private final SecondFactorChanges factors;

    public SecondFactorPages(SecondFactorChanges factors) {
        this.factors = factors;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(TOTP, this::start);
        router.post(TOTP, this::enrol);
        router.get(TOTP + "/confirm", page -> Future.succeededFuture(PageResponse.seeOther(TOTP)));
        router.post(TOTP + "/confirm", this::confirm);
        router.get(CODES, page -> factors.state(page.caller())
                .map(state -> state.enabled()
                        ? PageResponse.ok(new RecoveryCodesRenewalView(FormState.empty()))
                        : PageResponse.seeOther(ME)));
        router.post(CODES, this::renewCodes);
        router.get(TOTP + "/remove", this::askToRemove);
        router.post(TOTP + "/remove", this::remove);
    }

    private Future<PageResponse> start(PageContext page) {
        return factors.state(page.caller())
                .map(state -> state.enabled()
                        ? PageResponse.seeOther(ME)
                        : PageResponse.ok(new TotpStartView(FormState.empty())));
    }

    private Future<PageResponse> enrol(PageContext page) {
        JsonFields fields = page.form().json().password("currentPassword").fields();
        return begun(() -> factors.enrol(page.caller(), fields))
                .map(made -> PageResponse.ok(TotpSetUpView.of(made)))
                .recover(page.form().again(state -> Future.succeededFuture(new TotpStartView(state))));
    }

    private Future<PageResponse> confirm(PageContext page) {
        JsonFields fields = page.form().json().text("code").fields();
        return begun(() -> factors.confirm(page.caller(), page.author(), fields))
                .map(codes -> PageResponse.ok(new RecoveryCodesView(codes, false)))
                .recover(page.form().again(state -> Future.succeededFuture(new TotpSetUpView(state, null, null))));
    }

    private Future<PageResponse> renewCodes(PageContext page) {
        JsonFields fields =
                page.form().json().password("currentPassword").text("code").fields();
        return begun(() -> factors.renewCodes(page.caller(), page.author(), fields))
                .map(codes -> PageResponse.ok(new RecoveryCodesView(codes, true)))
                .recover(page.form().again(state -> Future.succeededFuture(new RecoveryCodesRenewalView(state))));
    }

    private Future<PageResponse> askToRemove(PageContext page) {
        return factors.state(page.caller())
                .map(state -> state.enabled()
                        ? PageResponse.ok(new TotpRemovalView(FormState.empty()))
                        : PageResponse.seeOther(ME));
    }

    private Future<PageResponse> remove(PageContext page) {
        JsonFields fields =
                page.form().json().password("currentPassword").text("code").fields();
        return begun(() -> factors.remove(page.caller(), page.author(), fields))
                .map(removed -> PageResponse.seeOther(ME + "?done=totp-removed"))
                .recover(page.form().again(state -> Future.succeededFuture(new TotpRemovalView(state))));
    }

    /** Makes a failed future of an exception that the work throws at once. */
    private static <T> Future<T> begun(Supplier<Future<T>> work) {
        return Future.succeededFuture().compose(start -> work.get());
    }
}
