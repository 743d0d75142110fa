package com.raptorcomply.keyservice.admin.account;

import com.raptorcomply.keyservice.admin.View;
import java.util.List;

/** The page that shows the recovery codes, once. */
public record RecoveryCodesView(List<String> codes) implements View {
    public RecoveryCodesView {
        codes = List.copyOf(codes);
    }

    @Override
    public String template() {
        return "account/recovery-codes.jte";
    }
}
