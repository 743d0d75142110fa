package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.component.Badge;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.UserRole;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names the roles of users for people. */
public final class RoleInWords {
    private RoleInWords() {}

    public static String of(UserRole role) {
        return switch (role) {
            case PLATFORM_ADMIN -> "Platform admin";
            case ORG_ADMIN -> "Organization admin";
            case USER -> "User";
        };
    }

    static Badge badge(UserRole role) {
        return new Badge(of(role), role == UserRole.USER ? Badge.Tone.NEUTRAL : Badge.Tone.ACCENT);
    }

    /** Returns all roles for a filter. */
    static Map<String, String> filter() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("", "Any role");
        for (UserRole role : UserRole.values()) {
            options.put(role.label(), of(role));
        }
        return options;
    }

    /** Returns the roles that the caller may assign, the least first; the use case decides again. */
    static Map<String, String> assignable(PageContext page) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put(UserRole.USER.label(), of(UserRole.USER));
        if (page.holds(Permissions.ROLES_ASSIGN)) {
            options.put(UserRole.ORG_ADMIN.label(), of(UserRole.ORG_ADMIN));
        }
        if (page.isPlatformAdmin()) {
            options.put(UserRole.PLATFORM_ADMIN.label(), of(UserRole.PLATFORM_ADMIN));
        }
        return options;
    }
}
