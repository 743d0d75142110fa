package com.raptorcomply.keyservice.admin.signin;

import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormFields;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.KeptForm;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.admin.ReturnPath;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.signin.oidc.ProviderSecondStep;
import com.raptorcomply.keyservice.signin.session.BrowserSignIn;
import com.raptorcomply.keyservice.signin.session.OwnSessions;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages to sign in, with a password or a provider, and to sign out. */
public final class SignInPages implements PageGroup {
    private static final String SIGN_IN = "/admin/session";
    private static final String CODE = SIGN_IN + "/code";
    private static final String TO = "to";

    private static final Map<String, String> NOTICES = Map.of(
            "signed-out", "You are signed out.",
            "password", "Your password is changed. Sign in with the new one.",
            "provider-refused", "The sign-in provider's account does not sign in here.",
            "provider-unavailable", "The sign-in provider cannot be reached now. Please try again later.",
            "too-late", "This sign-in has ended. Please start again.");

    private static final String ENDED = "Your session has ended. Sign in again to go on.";
    private static final String ENDED_IN_A_FORM = ENDED + " What you typed is kept.";

    private static final KeptForm NOTHING_KEPT = new KeptForm(Map.of());

    private final BrowserSignIn signIn;
    private final Optional<ProviderSecondStep> provider;
    private final OwnSessions sessions;

    /** @param provider empty without an OpenID provider */
    public SignInPages(BrowserSignIn signIn, Optional<ProviderSecondStep> provider, OwnSessions sessions) {
        this.signIn = signIn;
        this.provider = provider;
        this.sessions = sessions;
    }

    @Override
    public void mount(AdminRouter router) {
        router.anyGet(SIGN_IN, this::show);
        router.openPost(SIGN_IN, this::begin);
        router.openGet(ReturnPath.SIGN_IN_FOR_FORM, page -> Future.succeededFuture(PageResponse.seeOther(SIGN_IN)));
        router.openPost(
                ReturnPath.SIGN_IN_FOR_FORM,
                page -> Future.succeededFuture(PageResponse.ok(view(
                        FormState.empty(),
                        ReturnPath.of(page.request().getParam(TO)),
                        ENDED_IN_A_FORM,
                        KeptForm.of(page.form())))));
        router.openGet(CODE, this::showCode);
        router.openPost(CODE, this::complete);
        router.post(SIGN_IN + "/end", this::end);
        router.openGet("/admin/invitation", page -> Future.succeededFuture(PageResponse.ok(new InvitationView())));
    }

    private Future<PageResponse> show(PageContext page) {
        String to = ReturnPath.of(page.request().getParam(TO));
        if (page.session() != null) {
            return Future.succeededFuture(PageResponse.seeOther(to));
        }
        String notice = page.request().getParam("ended") == null ? page.done(NOTICES) : ENDED;
        return Future.succeededFuture(PageResponse.ok(view(FormState.empty(), to, notice, NOTHING_KEPT)));
    }

    private SignInView view(FormState form, String to, @Nullable String notice, KeptForm kept) {
        return new SignInView(form, to, provider.isPresent(), notice, kept);
    }

    private Future<PageResponse> begin(PageContext page) {
        FormFields form = page.form();
        String to = to(form);
        KeptForm kept = KeptForm.carried(form);
        JsonFields fields = form.json().text("email").password("password").fields();
        return Future.succeededFuture(fields)
                .compose(read -> signIn.password(page.request(), read))
                .map(outcome ->
                        (outcome.signedIn() ? goOn(to, kept) : askForCode(to, kept)).withCookies(outcome.cookies()))
                .recover(form.again(state -> Future.succeededFuture(view(state, to, null, kept))));
    }

    /** Leads to the page that the user came from; with a form that was kept, to that form. */
    private static PageResponse goOn(String to, KeptForm kept) {
        return kept.isEmpty() ? PageResponse.seeOther(to) : PageResponse.sendAgain(to);
    }

    /** Leads to the page that asks for the code; shows it at once if it has to carry a form. */
    private static PageResponse askForCode(String to, KeptForm kept) {
        return kept.isEmpty()
                ? PageResponse.seeOther(codePage(to))
                : PageResponse.ok(new CodeView(FormState.empty(), to, kept));
    }

    private Future<PageResponse> showCode(PageContext page) {
        String to = ReturnPath.of(page.request().getParam(TO));
        return Future.succeededFuture(
                isBegun(page)
                        ? PageResponse.ok(new CodeView(FormState.empty(), to, NOTHING_KEPT))
                        : PageResponse.seeOther(SIGN_IN));
    }

    private Future<PageResponse> complete(PageContext page) {
        FormFields form = page.form();
        String to = to(form);
        KeptForm kept = KeptForm.carried(form);
        if (!isBegun(page)) {
            return Future.succeededFuture(
                    kept.isEmpty()
                            ? PageResponse.seeOther(SIGN_IN + "?done=too-late")
                            : PageResponse.ok(view(FormState.empty(), to, NOTICES.get("too-late"), kept)));
        }
        JsonFields fields = form.json().text("code").fields();
        return Future.succeededFuture(fields)
                .compose(read -> cookies(page, read))
                .map(cookies -> goOn(to, kept).withCookies(cookies))
                .recover(form.again(state -> Future.succeededFuture(new CodeView(state, to, kept))));
    }

    private Future<List<Cookie>> cookies(PageContext page, JsonFields fields) {
        return signIn.awaitsCode(page.request())
                ? signIn.code(page.request(), fields).map(BrowserSignIn.Outcome::cookies)
                : provider.orElseThrow().code(page.request(), fields);
    }

    private Future<PageResponse> end(PageContext page) {
        return sessions.signOut(page.caller(), page.author(), page.token())
                .map(ended ->
                        PageResponse.seeOther(SIGN_IN + "?done=signed-out").withCookies(signIn.forget()));
    }

    private boolean isBegun(PageContext page) {
        return signIn.awaitsCode(page.request())
                || provider.filter(step -> step.isBegun(page.request())).isPresent();
    }

    private static String to(FormFields form) {
        return ReturnPath.of(form.text(TO).orElse(null));
    }

    private static String codePage(String to) {
        return CODE + "?" + TO + "=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
    }
}
