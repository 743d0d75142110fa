package com.raptorcomply.keyservice.admin.people;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The choices of the filters and the order above the list of users: each value of the API with its words. */
public final class UserFilterOptions {
    public static final Map<String, String> ROLES = RoleInWords.filter();
    public static final Map<String, String> STATUSES = statuses();
    public static final Map<String, String> ORDERS = orders();

    private UserFilterOptions() {}

    private static Map<String, String> statuses() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("", "Any status");
        options.put("active", "Active");
        options.put("disabled", "Disabled");
        return Collections.unmodifiableMap(options);
    }

    private static Map<String, String> orders() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("", "Newest first");
        options.put("createdAt", "Oldest first");
        options.put("name", "Name");
        return Collections.unmodifiableMap(options);
    }
}
