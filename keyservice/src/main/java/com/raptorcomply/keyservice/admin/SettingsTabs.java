package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.admin.component.Tab;
import java.util.List;

/** The settings of the caller's organization as tabs. */
public final class SettingsTabs {
    public static final String ORGANIZATION = "/admin/organization";
    public static final String WEBHOOKS = "/admin/organization/webhooks";

    private SettingsTabs() {}

    public static List<Tab> on(String path) {
        return List.of(
                new Tab("Organization", ORGANIZATION, null, path.equals(ORGANIZATION)),
                new Tab("Webhooks", WEBHOOKS, null, path.equals(WEBHOOKS)));
    }
}
