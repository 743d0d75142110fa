package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormOnce;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.Uuids;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.user.OrganizationReading;
import com.raptorcomply.keyservice.user.UserChanges;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The page that adds a user, and shows once the link by which they choose a password. */
public final class NewUserPages implements PageGroup {
    private static final String NEW = UsersPages.PEOPLE + "/new";
    private static final String ORGANIZATION = "organizationId";

    private final UserChanges changes;
    private final OrganizationReading organizations;

    public NewUserPages(UserChanges changes, OrganizationReading organizations) {
        this.changes = changes;
        this.organizations = organizations;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(NEW, page -> {
            UserChanges.requireMayCreate(page.caller());
            return form(page, begin(page)).map(PageResponse::ok);
        });
        router.post(NEW, this::create);
    }

    private static FormState begin(PageContext page) {
        String organization = page.query().text(ORGANIZATION).orElse("");
        return FormState.of(Map.of("role", List.of("user"), ORGANIZATION, List.of(organization)));
    }

    private Future<NewUserView> form(PageContext page, FormState form) {
        UUID organizationId =
                Uuids.parse(form.value(ORGANIZATION)).orElse(page.caller().organizationId());
        return organizations
                .read(page.caller(), organizationId)
                .map(organization -> new NewUserView(
                        organization.getString("name"),
                        UsersPages.address(page, UsersPages.PEOPLE),
                        UsersPages.address(page, NEW),
                        form,
                        RoleInWords.assignable(page),
                        UUID.randomUUID().toString()));
    }

    private Future<PageResponse> create(PageContext page) {
        JsonFields fields = page.form()
                .json()
                .text("name")
                .text("email")
                .text("role")
                .text(ORGANIZATION)
                .fields();
        Idempotency once = FormOnce.of(page);
        return Future.succeededFuture()
                .compose(begun -> changes.create(page.caller(), page.author(), fields, once))
                .map(made -> PageResponse.ok(InvitationLinkView.of(made.invitation(), page)))
                .recover(failure -> FormOnce.orBefore(failure, () -> changes.before(once)
                        .map(id -> PageResponse.seeOther(UsersPages.path(id) + "?done=before"))))
                .recover(page.form().again(state -> form(page, state)));
    }
}
