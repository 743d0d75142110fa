package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormOnce;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.OtherOrganization;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.admin.component.FilledQuery;
import com.raptorcomply.keyservice.admin.component.Pager;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.PageCursor;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.user.Invitation;
import com.raptorcomply.keyservice.user.InvitationChanges;
import com.raptorcomply.keyservice.user.InvitationReading;
import com.raptorcomply.keyservice.user.OrganizationReading;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pages of invitations. A link is shown once, in the response to the form that has made it. */
public final class InvitationPages implements PageGroup {
    private static final String INVITATIONS = PeopleTabs.INVITATIONS.path();
    static final String FORM = INVITATIONS + "/new";
    private static final String ORGANIZATION = "organizationId";
    private static final int ROWS = 50;
    private static final Map<String, String> DONE = Map.of(
            "sent", "The invitation waits to be accepted.",
            "before",
                    "The form was sent before, and made one link. It is not shown again; “New link” makes another one.",
            "cancelled", "The invitation is cancelled.");

    private final InvitationReading reading;
    private final InvitationChanges changes;
    private final OrganizationReading organizations;

    public InvitationPages(InvitationReading reading, InvitationChanges changes, OrganizationReading organizations) {
        this.reading = reading;
        this.changes = changes;
        this.organizations = organizations;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(INVITATIONS, page -> list(page, FormState.empty()).map(PageResponse::ok));
        router.get(FORM, page -> form(page, begin(page)).map(PageResponse::ok));
        router.post(FORM, this::invite);
        router.post(INVITATIONS + "/:id/resend", this::resend);
        router.get(INVITATIONS + "/:id/cancel", page -> ask(page, FormState.empty())
                .map(PageResponse::ok));
        router.post(INVITATIONS + "/:id/cancel", this::cancel);
    }

    private Future<InvitationsView> list(PageContext page, FormState refused) {
        MultiMap query = FilledQuery.of(page.routing().queryParams());
        QueryParams asked = new QueryParams(page.routing(), query);
        Optional<UUID> organizationId = asked.uuid(ORGANIZATION);
        return reading.newest(page.caller(), organizationId, asked.cursor(), ROWS)
                .compose(found -> OtherOrganization.of(page, organizationId, organizations)
                        .map(other -> new InvitationsView(
                                other.orElse(null),
                                PeopleTabs.INVITATIONS.on(page),
                                found.stream()
                                        .limit(ROWS)
                                        .map(sent -> InvitationsView.InvitationRow.of(sent, page))
                                        .toList(),
                                page.isPlatformAdmin() && organizationId.isEmpty(),
                                page.holds(Permissions.INVITATIONS_CREATE),
                                refused,
                                Pager.of(INVITATIONS, query, next(asked, found)),
                                page.done(DONE))));
    }

    private static @Nullable String next(QueryParams asked, List<Invitation> found) {
        if (found.size() <= ROWS) {
            return null;
        }
        Invitation last = found.get(ROWS - 1);
        return asked.seal(new PageCursor(last.createdAt().toInstant(), last.id()));
    }

    private static FormState begin(PageContext page) {
        String organization = page.query().text(ORGANIZATION).orElse("");
        return FormState.of(Map.of("role", List.of("user"), ORGANIZATION, List.of(organization)));
    }

    /** Shows the form to those who may see invitations at all; the use case decides about each one. */
    private Future<InvitationFormView> form(PageContext page, FormState form) {
        UUID named = new QueryParams(
                        FilledQuery.of(MultiMap.caseInsensitiveMultiMap().add(ORGANIZATION, form.value(ORGANIZATION))))
                .uuid(ORGANIZATION)
                .orElse(page.caller().organizationId());
        return reading.list(page.caller(), Optional.of(named), Optional.empty(), 1)
                .compose(visible -> organizations.read(page.caller(), named))
                .map(organization -> new InvitationFormView(
                        organization.getString("name"),
                        list(page),
                        UsersPages.address(page, FORM),
                        form,
                        RoleInWords.assignable(page),
                        UUID.randomUUID().toString()));
    }

    private Future<PageResponse> invite(PageContext page) {
        JsonFields fields =
                page.form().json().text("email").text("role").text(ORGANIZATION).fields();
        Idempotency once = FormOnce.of(page);
        return begun(() -> changes.invite(page.caller(), page.author(), fields, once))
                .map(issued -> PageResponse.ok(InvitationLinkView.of(issued, page)))
                .recover(failure -> before(page, failure, once))
                .recover(page.form().again(state -> form(page, state)));
    }

    private Future<PageResponse> before(PageContext page, Throwable failure, Idempotency once) {
        return FormOnce.orBefore(
                failure, () -> changes.before(once).map(id -> PageResponse.seeOther(list(page, "done=before"))));
    }

    /** Returns the address of the list that led to the page, with more parameters. */
    static String list(PageContext page, String... more) {
        return UsersPages.address(page, INVITATIONS, more);
    }

    private Future<PageResponse> resend(PageContext page) {
        Idempotency once = FormOnce.of(page);
        return begun(() -> changes.resend(page.caller(), page.author(), page.pathUuid("id"), once))
                .map(issued -> PageResponse.ok(InvitationLinkView.of(issued, page)))
                .recover(failure -> before(page, failure, once))
                .recover(page.form().again(state -> list(page, state)));
    }

    private Future<InvitationCancelView> ask(PageContext page, FormState form) {
        return reading.read(page.caller(), page.pathUuid("id"))
                .map(found -> new InvitationCancelView(
                        found, list(page), UsersPages.address(page, INVITATIONS + "/" + found.id() + "/cancel"), form));
    }

    private Future<PageResponse> cancel(PageContext page) {
        return begun(() -> changes.cancel(page.caller(), page.author(), page.pathUuid("id")))
                .map(cancelled -> PageResponse.seeOther(list(page, "done=cancelled")))
                .recover(page.form().again(state -> ask(page, state)));
    }

    /** Makes a failed future of an exception that the work throws at once. */
    private static <T> Future<T> begun(Supplier<Future<T>> work) {
        return Future.succeededFuture().compose(start -> work.get());
    }
}
