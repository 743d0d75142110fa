package com.raptorcomply.keyservice.admin;

import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.signin.session.PageSession;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Writes pages as responses. */
final class PageRenderer {
    /** The key of the session among the request's data, so that error pages show the user, too. */
    static final String SESSION = "page session";

    private final Templates templates;
    private final Assets assets;
    private final List<NavigationItem> navigation;

    PageRenderer(Templates templates, Assets assets, List<NavigationItem> navigation) {
        this.templates = templates;
        this.assets = assets;
        this.navigation = List.copyOf(navigation);
    }

    /** @param pending the number of changes that some gateway has not confirmed */
    void send(RoutingContext context, PageResponse page, int pending, Instant now) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        View view = page.view();
        Buffer body = view == null ? Buffer.buffer() : templates.render(view, frame(context, view, pending, now));
        response.setStatusCode(page.status());
        if (view != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8");
        }
        page.headers().forEach(response::putHeader);
        page.cookies().forEach(cookie -> response.headers().add(HttpHeaders.SET_COOKIE, cookie.encode()));
        if (!context.request().isEnded()) {
            context.request().resume();
        }
        response.end(body);
    }

    private PageFrame frame(RoutingContext context, View view, int pending, Instant now) {
        PageSession session = context.get(SESSION);
        String path = context.request().path();
        String requestId = RequestId.of(context.request());
        if (session == null) {
            return new PageFrame(assets, null, "", List.of(), path, null, requestId, now.atZone(ZoneOffset.UTC));
        }
        Principal caller = session.caller();
        PageFrame.Who who = new PageFrame.Who(
                caller.actor().name(), caller.organizationName(), AccessRules.isPlatformAdmin(caller));
        List<PageFrame.Link> links = navigation.stream()
                .filter(item -> item.isFor().test(caller))
                .map(item -> new PageFrame.Link(item.label(), item.path(), isWithin(path, item.path())))
                .toList();
        return new PageFrame(
                assets,
                who,
                session.token().csrfToken(),
                links,
                path,
                pending == 0 ? null : new PageFrame.Pending(pending, view.mayReload()),
                requestId,
                now.atZone(session.zone()));
    }

    private static boolean isWithin(String path, String parent) {
        return path.equals(parent) || path.startsWith(parent + "/");
    }
}
