package com.raptorcomply.keyservice.admin.signin;

import com.raptorcomply.keyservice.admin.View;

/** The page to accept an invitation. The link's secret is in its fragment, so a script shows the rest. */
public record InvitationView() implements View {
    @Override
    public String template() {
        return "signin/invitation.jte";
    }
}
