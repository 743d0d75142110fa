package com.raptorcomply.keyservice.admin.organization;

import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.NavigationItem;
import com.raptorcomply.keyservice.admin.OpenedForm;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.admin.ReceiptInWords;
import com.raptorcomply.keyservice.admin.ReceiptView;
import com.raptorcomply.keyservice.admin.SettingsTabs;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.PreferWait;
import com.raptorcomply.keyservice.key.KeyPolicy;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.user.OrganizationChanges;
import com.raptorcomply.keyservice.user.OrganizationReading;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The settings of the caller's own organization, and the page of any organization for platform admins. */
public final class OrganizationPages implements PageGroup {
    private static final String OWN = SettingsTabs.ORGANIZATION;
    private static final String ONE = OrganizationsPages.ORGANIZATIONS + "/:id";
    private static final String LIFETIME = "keyPolicy.maxLifetimeDays";
    private static final String UNUSED = "keyPolicy.revokeUnusedAfterDays";
    private static final int RECEIPTS_SHOWN_MAX = 20;

    private static final Map<String, String> DONE = Map.of(
            "saved", "Saved.",
            "created", "The organization is created. Invite its first admin.",
            "suspended", "The organization is suspended. Every gateway refuses its keys.",
            "suspended-pending",
                    "The organization is suspended. Until the gateways confirm it, its keys may still work.",
            "resumed", "The organization is active again.");

    private final OrganizationReading reading;
    private final OrganizationChanges changes;

    public OrganizationPages(OrganizationReading reading, OrganizationChanges changes) {
        this.reading = reading;
        this.changes = changes;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(OWN, page -> own(page, FormState.empty()).map(PageResponse::ok));
        router.post(OWN, page -> save(page, page.caller().organizationId(), OWN));
        router.get(ONE, page -> one(page, FormState.empty()).map(PageResponse::ok));
        router.post(ONE, page -> save(page, page.pathUuid("id"), path(page)));
        router.get(ONE + "/suspend", page -> ask(page, false, FormState.empty()).map(PageResponse::ok));
        router.get(ONE + "/delete", page -> ask(page, true, FormState.empty()).map(PageResponse::ok));
        router.post(ONE + "/suspend", page -> status(page, "suspended", "suspended"));
        router.post(ONE + "/resume", page -> status(page, "active", "resumed"));
        router.post(ONE + "/delete", this::delete);
        router.get(ONE + "/receipts/:receiptId", this::receipt);
    }

    @Override
    public List<NavigationItem> navigation() {
        return List.of(new NavigationItem(
                "Settings",
                OWN,
                caller -> AccessRules.holds(caller, Permissions.ORGANIZATION_READ, caller.organizationId())));
    }

    private static String path(PageContext page) {
        return OrganizationsPages.ORGANIZATIONS + "/" + page.pathUuid("id");
    }

    private Future<OrganizationView> own(PageContext page, FormState form) {
        UUID id = page.caller().organizationId();
        return reading.read(page.caller(), id).map(found -> view(page, found, OWN, form, List.of()));
    }

    private Future<OrganizationView> one(PageContext page, FormState form) {
        UUID id = page.pathUuid("id");
        return reading.receipts(page.caller(), id).compose(receipts -> reading.read(page.caller(), id)
                .map(found -> view(page, found, path(page), form, receipts)));
    }

    private static OrganizationView view(
            PageContext page, JsonObject found, String action, FormState form, List<Receipt> receipts) {
        String id = found.getString("id");
        OrganizationInWords organization = OrganizationInWords.of(found, page.now());
        Map<String, String> settings = organization.settings();
        return new OrganizationView(
                organization,
                action,
                OpenedForm.of(form.isRefused() ? form : fresh(organization), settings),
                page.holds(Permissions.ORGANIZATION_UPDATE),
                !action.equals(OWN),
                id.equals(page.caller().organizationId().toString()),
                receipts.stream()
                        .limit(RECEIPTS_SHOWN_MAX)
                        .map(each -> ReceiptInWords.of(each, "/organizations/" + id, page.now()))
                        .toList(),
                OrganizationChanges.tag(found),
                OpenedForm.changes(form, settings),
                page.done(DONE));
    }

    private static FormState fresh(OrganizationInWords organization) {
        KeyPolicy policy = organization.keyPolicy();
        return FormState.of(Map.of(
                "name",
                List.of(organization.name()),
                "timeZone",
                List.of(organization.timeZone()),
                LIFETIME,
                List.of(Objects.toString(policy.lifetimeDaysMax(), "")),
                UNUSED,
                List.of(Objects.toString(policy.unusedDaysMax(), ""))));
    }

    private Future<PageResponse> save(PageContext page, UUID id, String path) {
        IfMatch condition = new IfMatch(page.form().text("etag").stream().toList());
        JsonFields fields = page.form()
                .json()
                .textOrEmpty("name")
                .textOrEmpty("timeZone")
                .integerOrNull(LIFETIME)
                .integerOrNull(UNUSED)
                .fields();
        return Future.succeededFuture()
                .compose(begun -> changes.update(page.caller(), page.author(), id, fields, condition))
                .map(changed -> PageResponse.seeOther(path + "?done=saved"))
                .recover(page.form().again(state -> path.equals(OWN) ? own(page, state) : one(page, state)));
    }

    private Future<EndingView> ask(PageContext page, boolean deletes, FormState form) {
        UUID id = page.pathUuid("id");
        return reading.receipts(page.caller(), id)
                .compose(visible -> reading.read(page.caller(), id))
                .map(found -> new EndingView(OrganizationInWords.of(found, page.now()), deletes, form));
    }

    private Future<PageResponse> status(PageContext page, String status, String done) {
        JsonFields fields = page.form().json().value("status", status).fields();
        return Future.succeededFuture()
                .compose(begun ->
                        changes.update(page.caller(), page.author(), page.pathUuid("id"), fields, IfMatch.NONE))
                .compose(changed -> changes.effective(changed, PreferWait.of(page.request())))
                .map(receipt ->
                        PageResponse.seeOther(path(page) + "?done=" + page.doneAt(DONE, done, receipt.orElse(null))))
                .recover(page.form().again(state -> ask(page, false, state)));
    }

    private Future<PageResponse> delete(PageContext page) {
        return Future.succeededFuture()
                .compose(begun -> changes.delete(
                        page.caller(), page.author(), page.pathUuid("id"), PreferWait.of(page.request())))
                .map(receipt -> PageResponse.seeOther(path(page) + "/receipts/" + receipt.id()))
                .recover(page.form().again(state -> ask(page, true, state)));
    }

    private Future<PageResponse> receipt(PageContext page) {
        UUID id = page.pathUuid("id");
        return reading.receipt(page.caller(), id, page.pathUuid("receiptId"))
                .map(named -> PageResponse.ok(new ReceiptView(
                        "The change of this organization's access, as it reached the gateways.",
                        Objects.requireNonNullElse(named.subjectName(), "–"),
                        named.organizationName(),
                        ReceiptInWords.of(named.receipt(), "/organizations/" + id, page.now()),
                        OrganizationsPages.ORGANIZATIONS,
                        "Organizations")));
    }
}
