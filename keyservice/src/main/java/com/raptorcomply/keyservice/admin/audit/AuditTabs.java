package com.raptorcomply.keyservice.admin.audit;

import com.raptorcomply.keyservice.admin.component.Tab;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The pages of evidence as tabs. */
final class AuditTabs {
    static final String ACTIVITY = "/admin/activity";
    static final String RECEIPTS = "/admin/activity/receipts";

    private AuditTabs() {}

    /** @param organizationId the organization that the pages are about; empty: the caller's own */
    static List<Tab> on(String path, Optional<UUID> organizationId) {
        String query = organizationId.map(id -> "?organizationId=" + id).orElse("");
        return List.of(
                new Tab("Activity", ACTIVITY + query, null, path.equals(ACTIVITY)),
                new Tab("Receipts", RECEIPTS + query, null, path.equals(RECEIPTS)));
    }
}
