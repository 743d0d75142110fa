package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;

/** The page that asks before a restriction is lifted. */
public record AccessLiftView(AccessRow row, FormState form) implements View {
    @Override
    public String template() {
        return "people/access-lift.jte";
    }
}
