package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.user.Invitation;

/**
 * The page that asks before an invitation is cancelled.
 *
 * @param list the address of the list that led here
 * @param action the address that the form is sent to
 */
public record InvitationCancelView(Invitation invitation, String list, String action, FormState form) implements View {
    public String role() {
        return RoleInWords.of(invitation.role());
    }

    @Override
    public String template() {
        return "people/invitation-cancel.jte";
    }
}
