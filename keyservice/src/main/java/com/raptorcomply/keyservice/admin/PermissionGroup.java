package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.auth.Permission;
import com.raptorcomply.keyservice.auth.Permissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The permissions about one resource, in words. */
public record PermissionGroup(String title, List<Permission> permissions) {
    public PermissionGroup {
        permissions = List.copyOf(permissions);
    }

    /** Returns all permissions by resource, in the order of their table. */
    public static List<PermissionGroup> all() {
        return of(Permissions.table().stream().map(Permission::name).toList());
    }

    /** Returns these permissions by resource. */
    public static List<PermissionGroup> of(Collection<String> names) {
        Map<String, List<Permission>> groups = new LinkedHashMap<>();
        Permissions.table().stream().filter(each -> names.contains(each.name())).forEach(each -> groups.computeIfAbsent(
                        title(each.name()), title -> new ArrayList<>())
                .add(each));
        return groups.entrySet().stream()
                .map(group -> new PermissionGroup(group.getKey(), group.getValue()))
                .toList();
    }

    private static String title(String name) {
        String resource = name.substring(0, name.indexOf(':'))
                .replace('-', ' ')
                .replace("api keys", "API keys")
                .replace("cip senior", "CIP senior");
        return Character.toUpperCase(resource.charAt(0)) + resource.substring(1);
    }
}
