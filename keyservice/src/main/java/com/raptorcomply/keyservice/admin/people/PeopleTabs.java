package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.component.Tab;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.http.Uuids;
import java.util.ArrayList;
import java.util.List;

/** The pages of people as tabs. Each page shows those that its caller may see. */
enum PeopleTabs {
    USERS("Users", "/admin/people", Permissions.USERS_READ),
    INVITATIONS("Invitations", "/admin/people/invitations", Permissions.INVITATIONS_READ),
    ROLES("Roles", "/admin/people/roles", ""),
    ACCESS("Access control", "/admin/people/access", Permissions.ACCESS_CONTROL_READ);

    private final String label;
    private final String path;
    private final String permission;

    PeopleTabs(String label, String path, String permission) {
        this.label = label;
        this.path = path;
        this.permission = permission;
    }

    String path() {
        return path;
    }

    String permission() {
        return permission;
    }

    /** Returns the tabs for a page on which this one is current. They keep the organization that the page is about. */
    List<Tab> on(PageContext page) {
        String query = page.query()
                .text("organizationId")
                .flatMap(Uuids::parse)
                .map(id -> "?organizationId=" + id)
                .orElse("");
        List<Tab> tabs = new ArrayList<>();
        for (PeopleTabs tab : values()) {
            if (tab.permission.isEmpty() || page.holds(tab.permission)) {
                tabs.add(new Tab(tab.label, tab.path + query, null, tab == this));
            }
        }
        return tabs;
    }
}
