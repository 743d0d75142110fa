package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;
import java.util.Map;

/**
 * The form of an invitation.
 *
 * @param organization the organization that the person joins
 * @param roles the roles that the caller may give
 */
public record InvitationFormView(String organization, FormState form, Map<String, String> roles) implements View {
    @Override
    public String template() {
        return "people/invitation-form.jte";
    }
}
