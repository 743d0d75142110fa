package com.raptorcomply.keyservice.admin.organization;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;

/**
 * The form of a new organization.
 *
 * @param formId makes one organization of a form that is sent twice
 */
public record NewOrganizationView(FormState form, String formId) implements View {
    @Override
    public String template() {
        return "organization/new.jte";
    }
}
