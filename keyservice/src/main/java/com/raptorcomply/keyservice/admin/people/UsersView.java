package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.OtherOrganization;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.Badge;
import com.raptorcomply.keyservice.admin.component.Pager;
import com.raptorcomply.keyservice.admin.component.Tab;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.user.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of users.
 *
 * @param other null: the list shows the caller's own organization, or all
 * @param filter the filters in use
 * @param isFiltered true if a filter may hide users
 * @param organizations true if the list shows users of several organizations
 * @param done what the form before has done; null: nothing
 */
public record UsersView(
        @Nullable OtherOrganization other,
        List<Tab> tabs,
        FormState filter,
        List<UserRow> users,
        boolean isFiltered,
        boolean organizations,
        boolean mayInvite,
        Pager pager,
        @Nullable String done)
        implements View {
    public UsersView {
        tabs = List.copyOf(tabs);
        users = List.copyOf(users);
    }

    /** Returns the address of the form of a new user, of the organization that the list shows. */
    public String add() {
        return ofOrganization(UsersPages.PEOPLE + "/new");
    }

    /** Returns the address of the form of an invitation, of the organization that the list shows. */
    public String invite() {
        return ofOrganization(InvitationPages.FORM);
    }

    /** Returns the address of the list without filters, of the same organization. */
    public String clear() {
        return ofOrganization(UsersPages.PEOPLE);
    }

    private String ofOrganization(String path) {
        String organization = filter.value("organizationId");
        return organization.isEmpty() ? path : path + "?organizationId=" + organization;
    }

    /** One user. */
    public record UserRow(
            String path, String name, String email, String organization, Badge role, Badge status, TimeInWords added) {
        static UserRow of(User user, PageContext page) {
            return new UserRow(
                    UsersPages.address(page, UsersPages.path(user.id())),
                    user.name(),
                    user.email(),
                    user.organizationName(),
                    RoleInWords.badge(user.role()),
                    UserView.status(user),
                    TimeInWords.of(user.createdAt().toInstant(), page.now()));
        }
    }

    @Override
    public boolean mayReload() {
        return true;
    }

    @Override
    public String template() {
        return "people/users.jte";
    }
}
