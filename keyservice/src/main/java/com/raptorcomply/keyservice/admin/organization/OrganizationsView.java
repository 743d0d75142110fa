package com.raptorcomply.keyservice.admin.organization;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.Pager;
import java.util.List;

/**
 * The list of organizations, for platform admins.
 *
 * @param filter the search
 * @param number how many match in all
 */
public record OrganizationsView(FormState filter, List<OrganizationInWords> organizations, int number, Pager pager)
        implements View {
    public OrganizationsView {
        organizations = List.copyOf(organizations);
    }

    @Override
    public boolean mayReload() {
        return true;
    }

    @Override
    public String template() {
        return "organization/organizations.jte";
    }
}
