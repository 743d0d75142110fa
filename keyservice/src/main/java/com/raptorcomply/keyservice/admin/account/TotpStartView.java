package com.raptorcomply.keyservice.admin.account;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;

/** The page that asks for the password before a second factor is set up. */
public record TotpStartView(FormState form) implements View {
    @Override
    public String template() {
        return "account/totp-start.jte";
    }
}
