package com.raptorcomply.keyservice.admin.audit;

import com.raptorcomply.keyservice.admin.component.Tab;
import java.util.List;

/** The pages of evidence as tabs. */
final class AuditTabs {
    static final String ACTIVITY = "/admin/activity";
    static final String RECEIPTS = "/admin/activity/receipts";

    private AuditTabs() {}

    static List<Tab> on(String path) {
        return List.of(
                new Tab("Activity", ACTIVITY, null, path.equals(ACTIVITY)),
                new Tab("Receipts", RECEIPTS, null, path.equals(RECEIPTS)));
    }
}
