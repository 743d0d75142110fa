package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.PermissionGroup;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.Tab;
import com.raptorcomply.keyservice.auth.Permission;
import com.raptorcomply.keyservice.auth.UserRole;
import java.util.List;

/** The table of permissions by resource, with the roles that hold each. */
public record RolesView(List<Tab> tabs, List<Resource> resources) implements View {
    /** The roles in the order of the columns, the least first. */
    private static final List<UserRole> ROLES = List.of(UserRole.USER, UserRole.ORG_ADMIN, UserRole.PLATFORM_ADMIN);

    public RolesView {
        tabs = List.copyOf(tabs);
        resources = List.copyOf(resources);
    }

    /** The permissions of one kind of resource. */
    public record Resource(String name, List<Line> lines) {
        public Resource {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One permission.
     *
     * @param held in the order of {@link #roles}
     */
    public record Line(Permission permission, List<Boolean> held) {
        public Line {
            held = List.copyOf(held);
        }
    }

    static RolesView of(List<Tab> tabs) {
        return new RolesView(
                tabs,
                PermissionGroup.all().stream()
                        .map(group -> new Resource(
                                group.title(),
                                group.permissions().stream()
                                        .map(RolesView::line)
                                        .toList()))
                        .toList());
    }

    private static Line line(Permission permission) {
        return new Line(
                permission,
                ROLES.stream()
                        .map(role -> role.permissions().contains(permission.name()))
                        .toList());
    }

    /** Returns the names of the columns. */
    public List<String> roles() {
        return ROLES.stream().map(RoleInWords::of).toList();
    }

    @Override
    public boolean mayReload() {
        return true;
    }

    @Override
    public String template() {
        return "people/roles.jte";
    }
}
