package com.raptorcomply.keyservice.admin.organization;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;

/**
 * The page that asks before an organization is suspended or deleted.
 *
 * @param deletes true: it is deleted; false: it is suspended
 */
public record EndingView(OrganizationInWords organization, boolean deletes, FormState form) implements View {
    public String verb() {
        return deletes ? "Delete" : "Suspend";
    }

    public String action() {
        return organization.path() + (deletes ? "/delete" : "/suspend");
    }

    @Override
    public String template() {
        return "organization/ending.jte";
    }
}
