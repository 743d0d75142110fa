package com.raptorcomply.keyservice.admin.account;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;

/** The page that asks before the second factor is removed. */
public record TotpRemovalView(FormState form) implements View {
    @Override
    public String template() {
        return "account/totp-removal.jte";
    }
}
