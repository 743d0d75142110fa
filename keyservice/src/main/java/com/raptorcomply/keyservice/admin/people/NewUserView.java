package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;
import java.util.Map;

/**
 * The form of a new user.
 *
 * @param organization the name of the user's organization
 * @param list the address of the list that led here
 * @param action the address that the form is sent to
 * @param roles the roles that the caller may give
 * @param formId makes one user of a form that is sent twice
 */
public record NewUserView(
        String organization, String list, String action, FormState form, Map<String, String> roles, String formId)
        implements View {
    @Override
    public String template() {
        return "people/new-user.jte";
    }
}
