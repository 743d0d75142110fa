package com.raptorcomply.keyservice.admin.audit;

import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.OtherOrganization;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.admin.component.FilledQuery;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.revocation.ReceiptListing;
import com.raptorcomply.keyservice.user.OrganizationReading;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** The receipts of a period, with the links that export all of them as evidence. */
public final class ReceiptPages implements PageGroup {
    /** The days of the period that the page begins with: a quarter, as reviews of access are made. */
    private static final int DAYS = 90;

    private final ReceiptListing receipts;
    private final OrganizationReading organizations;

    public ReceiptPages(ReceiptListing receipts, OrganizationReading organizations) {
        this.receipts = receipts;
        this.organizations = organizations;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(AuditTabs.RECEIPTS, this::list);
    }

    private Future<PageResponse> list(PageContext page) {
        MultiMap query = FilledQuery.of(page.routing().queryParams());
        LocalDate today = page.now().toLocalDate();
        if (!query.contains("from")) {
            query.set("from", today.minusDays(DAYS).toString());
        }
        if (!query.contains("to")) {
            query.set("to", today.toString());
        }
        MultiMap period = MultiMap.caseInsensitiveMultiMap().addAll(query);
        Days.replace(period, page.now().getZone());
        QueryParams asked = new QueryParams(period);
        Instant from = asked.time("from").orElseThrow();
        Instant to = asked.time("to").orElseThrow();
        FormState form = Days.form(query);
        Optional<UUID> organizationId = asked.uuid("organizationId");
        return receipts.newest(page.caller(), organizationId, from, to)
                .compose(found -> OtherOrganization.of(page, organizationId, organizations)
                        .map(other -> PageResponse.of(
                                form.isRefused() ? 400 : 200,
                                new ReceiptsView(
                                        other.orElse(null),
                                        AuditTabs.on(AuditTabs.RECEIPTS, organizationId),
                                        form,
                                        found.stream()
                                                .limit(ReceiptListing.RECEIPTS_MAX)
                                                .map(each -> ReceiptsView.ReceiptRow.of(each, page.now()))
                                                .toList(),
                                        found.size() > ReceiptListing.RECEIPTS_MAX,
                                        export(query, from, to)))));
    }

    /** Returns the API's address of the export, without its format. */
    private static String export(MultiMap query, Instant from, Instant to) {
        String organization = query.get("organizationId");
        return "/receipts/export?from=" + from + "&to=" + to
                + (organization == null ? "" : "&organizationId=" + organization);
    }
}
