package com.raptorcomply.keyservice.admin;

import com.raptorcomply.chassis.http.RequestLog;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.chassis.problem.Problems;
import com.raptorcomply.keyservice.http.ListCursors;
import com.raptorcomply.keyservice.revocation.ReceiptListing;
import com.raptorcomply.keyservice.signin.session.PageSession;
import com.raptorcomply.keyservice.signin.session.SessionAuthenticator;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Routes requests under {@code /admin}. It finds the session, reads the form, checks where a form comes from, renders the
 * page, and shows failures as pages.
 */
public final class AdminRouter {
    private static final String HOME_WITHOUT_NAVIGATION = "/admin/me";
    /** Marks an address that was loaded again, so that a browser without a session is led to the sign-in. */
    private static final String BOUNCED = "b";

    private final Router router;
    private final SessionAuthenticator sessions;
    private final PageRenderer renderer;
    private final ReceiptListing receipts;
    private final InstantSource clock;
    private final Map<String, Set<HttpMethod>> methods = new LinkedHashMap<>();

    private BiFunction<String, KeptForm, View> signIn = (action, form) -> {
        throw new IllegalStateException("No page to sign in");
    };

    private AdminRouter(
            Router router,
            SessionAuthenticator sessions,
            PageRenderer renderer,
            ReceiptListing receipts,
            InstantSource clock) {
        this.router = router;
        this.sessions = sessions;
        this.renderer = renderer;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** Mounts the groups' pages and the files that they use. Reads the class path, so it blocks. */
    public static void mount(
            Router router,
            SessionAuthenticator sessions,
            ReceiptListing receipts,
            InstantSource clock,
            List<PageGroup> groups) {
        Assets assets = Assets.read();
        List<NavigationItem> navigation =
                groups.stream().flatMap(group -> group.navigation().stream()).toList();
        PageRenderer renderer = new PageRenderer(new Templates(), assets, navigation);
        AdminRouter admin = new AdminRouter(router, sessions, renderer, receipts, clock);
        router.route("/admin/*").handler(PageHeaders::set);
        assets.mount(router);
        admin.get("/admin", page -> Future.succeededFuture(PageResponse.seeOther(home(navigation, page))));
        groups.forEach(group -> group.mount(admin));
        admin.mountRefusals();
    }

    private static String home(List<NavigationItem> navigation, PageContext page) {
        return navigation.stream()
                .filter(item -> item.isFor().test(page.caller()))
                .map(NavigationItem::path)
                .findFirst()
                .orElse(HOME_WITHOUT_NAVIGATION);
    }

    /** Adds a page for signed-in users. */
    public void get(String path, PageHandler handler) {
        route(HttpMethod.GET, path).method(HttpMethod.HEAD).handler(context -> {
            Future<PageResponse> response = sessions.page(context.request(), null)
                    .compose(found -> found.isPresent()
                            ? handler.handle(page(context, found.get(), FormFields.none()))
                            : Future.succeededFuture(withoutSession(context)));
            finish(context, response);
        });
    }

    /** Adds what a form of signed-in users does. */
    public void post(String path, PageHandler handler) {
        route(HttpMethod.POST, path)
                .handler(
                        context -> finish(context, form(context, FormBody::read).compose(form -> sessions.page(
                                        context.request(),
                                        form.text(FormFields.CSRF).orElse(null))
                                .compose(found -> handler.handle(
                                        page(context, found.orElseThrow(SessionAuthenticator::ended), form)))
                                .recover(failure -> kept(context, form, failure)))));
    }

    /** Adds a page for everybody. The context has no session. */
    public void openGet(String path, PageHandler handler) {
        route(HttpMethod.GET, path)
                .method(HttpMethod.HEAD)
                .handler(context -> finish(
                        context,
                        Future.succeededFuture(page(context, null, FormFields.none()))
                                .compose(handler::handle)));
    }

    /** Adds a page that needs no session. The context has one if the browser has one. */
    public void anyGet(String path, PageHandler handler) {
        route(HttpMethod.GET, path).method(HttpMethod.HEAD).handler(context -> {
            Future<PageResponse> response = sessions.page(context.request(), null)
                    .recover(AdminRouter::orEnded)
                    .compose(found -> found.isEmpty() && mayLackCookie(context)
                            ? Future.succeededFuture(bounce(context))
                            : handler.handle(page(context, found.orElse(null), FormFields.none())));
            finish(context, response);
        });
    }

    /** Adds what a form does that needs no session. It may carry another form. */
    public void openPost(String path, PageHandler handler) {
        route(HttpMethod.POST, path)
                .handler(context -> finish(
                        context,
                        form(context, FormBody::readCarrying)
                                .compose(form -> handler.handle(page(context, null, form)))));
    }

    /** Sets the sign-in page that carries a form whose session has ended. The function gets the address of the form, and the form. */
    public void signInForForms(BiFunction<String, KeptForm, View> page) {
        signIn = page;
    }

    /** Keeps what was typed into a form that was not taken: its session has ended or is another one, or the service fails. */
    private Future<PageResponse> kept(RoutingContext context, FormFields form, Throwable failure) {
        KeptForm kept = KeptForm.of(form);
        String action = context.request().uri();
        if (hasEnded(failure) && !kept.isEmpty()) {
            return Future.succeededFuture(PageResponse.of(401, signIn.apply(ReturnPath.of(action), kept)));
        }
        if (is(failure, ErrorCode.CSRF_TOKEN_MISSING)) {
            return sessions.unproven(context.request())
                    .map(session -> page(context, session, form))
                    .map(page -> PageResponse.of(403, KeptFormView.afterSignIn(action, kept)))
                    .recover(again -> kept(context, form, again));
        }
        Problem problem = Problems.logged(context.request(), failure);
        ErrorView error = ErrorView.of(problem);
        return error.again()
                ? Future.succeededFuture(
                        PageResponse.of(problem.status(), KeptFormView.ofError(error, action, kept, csrf(form)))
                                .with(problem.headers()))
                : Future.failedFuture(problem.exception());
    }

    private static String csrf(FormFields form) {
        return form.text(FormFields.CSRF).orElse("");
    }

    /** Refuses other methods of the pages, and all other paths. */
    private void mountRefusals() {
        methods.forEach((path, allowed) -> {
            List<String> names = allowed.stream()
                    .flatMap(method ->
                            method.equals(HttpMethod.GET) ? Stream.of("GET", "HEAD") : Stream.of(method.name()))
                    .toList();
            router.route(path)
                    .handler(context -> finish(
                            context,
                            Future.failedFuture(Problem.methodNotAllowed(names).exception())));
        });
        router.route("/admin/*")
                .handler(context ->
                        finish(context, Future.failedFuture(Problem.notFound().exception())));
    }

    private Route route(HttpMethod method, String path) {
        methods.computeIfAbsent(path, one -> new LinkedHashSet<>()).add(method);
        return router.route(method, path);
    }

    private PageContext page(RoutingContext context, @Nullable PageSession session, FormFields form) {
        if (session != null) {
            context.put(PageRenderer.SESSION, session);
            UUID organizationId = session.caller().organizationId();
            RequestLog.identify(context, organizationId.toString(), null);
            ListCursors.allow(context, organizationId);
        }
        return new PageContext(
                context, session, form, clock.instant().atZone(session == null ? ZoneOffset.UTC : session.zone()));
    }

    /** Reads the form of a request that no other site has started. */
    private static Future<FormFields> form(
            RoutingContext context, Function<HttpServerRequest, Future<FormFields>> body) {
        return Future.succeededFuture().compose(begun -> {
            if (RequestSite.isForeign(context.request())) {
                throw Problem.of(ErrorCode.CSRF_TOKEN_MISSING, "The form is not of this site")
                        .exception();
            }
            return body.apply(context.request());
        });
    }

    private static PageResponse withoutSession(RoutingContext context) {
        return mayLackCookie(context) ? bounce(context) : signIn(context, false);
    }

    /** Returns true if the browser may have a session and has not sent it, because another site has started the request. */
    private static boolean mayLackCookie(RoutingContext context) {
        return RequestSite.isForeign(context.request()) && context.request().getParam(BOUNCED) == null;
    }

    private static PageResponse bounce(RoutingContext context) {
        // Routes match //admin/… too, which a browser would take for the address of another host.
        String uri = context.request().uri().replaceFirst("^/+", "/");
        return PageResponse.ok(new BounceView(uri + (uri.indexOf('?') < 0 ? "?" : "&") + BOUNCED + "=1"));
    }

    /** Leads to the sign-in, and from there back to the page; after a form to the page that showed the form. */
    private static PageResponse signIn(RoutingContext context, boolean hasEnded) {
        String to = context.request().method().equals(HttpMethod.POST)
                ? pathOf(context.request().getHeader(HttpHeaders.REFERER))
                : context.request().uri().replaceFirst("[?&]" + BOUNCED + "=1$", "");
        return PageResponse.seeOther(ReturnPath.signIn(to, hasEnded));
    }

    private static String pathOf(@Nullable String referer) {
        return referer == null ? "" : referer.replaceFirst("^[a-z]+://[^/]*", "");
    }

    /** Takes a session that has ended for none. */
    private static Future<Optional<PageSession>> orEnded(Throwable failure) {
        return hasEnded(failure) ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(failure);
    }

    private static boolean hasEnded(Throwable failure) {
        return is(failure, ErrorCode.SESSION_ENDED);
    }

    private static boolean is(Throwable failure, ErrorCode code) {
        return failure instanceof ProblemException known && known.problem().code() == code;
    }

    private void finish(RoutingContext context, Future<PageResponse> response) {
        response.recover(failure ->
                        Future.succeededFuture(hasEnded(failure) ? signIn(context, true) : failed(context, failure)))
                .compose(found -> pending(context, found).map(pending -> {
                    renderer.send(context, found, pending, clock.instant());
                    return found;
                }))
                .onFailure(failure -> Problems.send(context.request(), failure));
    }

    /** Returns the number of changes that wait for gateways; 0 if it cannot be read, because a page works without it. */
    private Future<Integer> pending(RoutingContext context, PageResponse page) {
        PageSession session = context.get(PageRenderer.SESSION);
        return session == null || page.view() == null
                ? Future.succeededFuture(0)
                : receipts.pending(session.caller()).map(List::size).otherwise(0);
    }

    private static PageResponse failed(RoutingContext context, Throwable failure) {
        Problem problem = Problems.logged(context.request(), failure);
        return PageResponse.of(problem.status(), ErrorView.of(problem)).with(problem.headers());
    }
}
