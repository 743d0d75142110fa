package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.signin.session.PageSession;
import com.raptorcomply.keyservice.signin.session.SessionToken;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request for a page: the session, the form, the query, and the time that the page shows as now, in the time zone of the organization.
 *
 * @param session null on pages that need none
 * @param form empty unless the request is a POST
 */
public record PageContext(RoutingContext routing, @Nullable PageSession session, FormFields form, ZonedDateTime now) {

    /** Returns the signed-in user; only for pages that need a session. */
    public Principal caller() {
        return signedIn().caller();
    }

    /** Returns the session's token; only for pages that need a session. */
    public SessionToken token() {
        return signedIn().token();
    }

    /** Returns the actor and the request for the activity log. */
    public ActivityContext author() {
        return ActivityContext.of(caller(), routing);
    }

    public HttpServerRequest request() {
        return routing.request();
    }

    public QueryParams query() {
        return new QueryParams(routing);
    }

    /** Returns the id in the path; any other text is a 404. */
    public UUID pathUuid(String name) {
        return QueryParams.pathUuid(routing, name);
    }

    /**
     * Returns true if the caller holds the permission in their organization; to show or hide a part. The use case checks
     * again.
     */
    public boolean holds(String permission) {
        return AccessRules.holds(caller(), permission, caller().organizationId());
    }

    public boolean isPlatformAdmin() {
        return AccessRules.isPlatformAdmin(caller());
    }

    /** Returns the sentence for the query parameter {@code done}, which a redirect after a form sets; null without one. */
    public @Nullable String done(Map<String, String> sentences) {
        String done = request().getParam("done");
        return done == null ? null : sentences.get(done);
    }

    /**
     * Returns the name of the sentence about a change: the one for a change that some gateway may not know yet, if there is
     * such a sentence and the receipt is pending.
     */
    public String doneAt(Map<String, String> sentences, String done, @Nullable Receipt receipt) {
        String pending = done + "-pending";
        return receipt != null && !receipt.isEffective() && sentences.containsKey(pending) ? pending : done;
    }

    /** Has the page show the user of a session that this request has begun. */
    public void show(PageSession begun) {
        routing.put(PageRenderer.SESSION, begun);
    }

    private PageSession signedIn() {
        return Objects.requireNonNull(session, "a page without a session");
    }
}
