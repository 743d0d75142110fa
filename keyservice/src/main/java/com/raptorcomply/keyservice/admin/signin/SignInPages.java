package com.raptorcomply.keyservice.admin.signin;

import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormFields;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.KeptForm;
import com.raptorcomply.keyservice.admin.KeptFormView;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.admin.ReturnPath;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.signin.oidc.ProviderSecondStep;
import com.raptorcomply.keyservice.signin.session.BrowserSignIn;
import com.raptorcomply.keyservice.signin.session.OwnSessions;
import com.raptorcomply.keyservice.signin.session.SessionAuthenticator;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
    private final SessionAuthenticator authenticator;

    /** @param provider empty without an OpenID provider */
    public SignInPages(
            BrowserSignIn signIn,
            Optional<ProviderSecondStep> provider,
            OwnSessions sessions,
            SessionAuthenticator authenticator) {
        this.signIn = signIn;
        this.provider = provider;
        this.sessions = sessions;
        this.authenticator = authenticator;
    }

    @Override
    public void mount(AdminRouter router) {
        router.anyGet(SIGN_IN, this::show);
        router.openPost(SIGN_IN, this::begin);
        router.signInForForms((to, kept) -> view(FormState.empty(), to, ENDED_IN_A_FORM, kept));
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
                .compose(outcome -> goOn(page, to, kept, outcome))
                .recover(form.again(state -> Future.succeededFuture(view(state, to, null, kept))));
    }

    /**
     * Leads to the page that the user came from, or asks for the code. A form that was kept is shown to its user at once,
     * because a redirect would either lose it or have the browser post the password with it.
     */
    private Future<PageResponse> goOn(PageContext page, String to, KeptForm kept, BrowserSignIn.Outcome outcome) {
        Future<PageResponse> next = outcome.session()
                .map(token -> kept.isEmpty()
                        ? Future.succeededFuture(PageResponse.seeOther(to))
                        : authenticator.begun(token).map(session -> {
                            page.show(session);
                            return PageResponse.ok(KeptFormView.afterSignIn(to, kept));
                        }))
                .orElseGet(() -> Future.succeededFuture(askForCode(to, kept)));
        return next.map(response -> response.withCookies(outcome.cookies()));
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
                .compose(read -> second(page, read))
                .compose(outcome -> goOn(page, to, kept, outcome))
                .recover(form.again(state -> Future.succeededFuture(new CodeView(state, to, kept))));
    }

    private Future<BrowserSignIn.Outcome> second(PageContext page, JsonFields fields) {
        return signIn.awaitsCode(page.request())
                ? signIn.code(page.request(), fields)
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
