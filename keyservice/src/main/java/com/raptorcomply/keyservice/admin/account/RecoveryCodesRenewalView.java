package com.raptorcomply.keyservice.admin.account;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;

/** The page that asks before the recovery codes are replaced. */
public record RecoveryCodesRenewalView(FormState form) implements View {
    @Override
    public String template() {
        return "account/recovery-codes-renewal.jte";
    }
}
