package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.OtherOrganization;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.Tab;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of the restrictions of users.
 *
 * @param other null: the list is of the caller's own organization, or of all
 * @param isCut true if there may be more than the list shows
 * @param add the page that restricts the one user of the list; empty if the list is of all
 * @param done what the form before has done; null: nothing
 */
public record AccessView(
        @Nullable OtherOrganization other,
        List<Tab> tabs,
        List<AccessRow> rows,
        boolean isCut,
        String add,
        boolean mayWrite,
        @Nullable String done)
        implements View {
    public AccessView {
        tabs = List.copyOf(tabs);
        rows = List.copyOf(rows);
    }

    /** Returns the address of the users of the organization. */
    public String users() {
        return OtherOrganization.address(UsersPages.PEOPLE, other);
    }

    /** Returns true if a place is shown by its id because its name is not known. */
    public boolean lacksNames() {
        return rows.stream().anyMatch(row -> row.places().lacksNames());
    }

    @Override
    public boolean mayReload() {
        return true;
    }

    @Override
    public String template() {
        return "people/access.jte";
    }
}
