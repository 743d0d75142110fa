package com.raptorcomply.keyservice.admin.organization;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;

/** The form of a new organization. */
public record NewOrganizationView(FormState form) implements View {
    @Override
    public String template() {
        return "organization/new.jte";
    }
}
