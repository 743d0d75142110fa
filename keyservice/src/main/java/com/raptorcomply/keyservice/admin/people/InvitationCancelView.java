package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.user.Invitation;

/** The page that asks before an invitation is cancelled. */
public record InvitationCancelView(Invitation invitation, FormState form) implements View {
    public String action() {
        return PeopleTabs.INVITATIONS.path() + "/" + invitation.id() + "/cancel";
    }

    public String role() {
        return RoleInWords.of(invitation.role());
    }

    @Override
    public String template() {
        return "people/invitation-cancel.jte";
    }
}
