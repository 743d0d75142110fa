package com.raptorcomply.keyservice.admin.account;

import com.raptorcomply.keyservice.admin.View;
import java.util.List;

/**
 * The page that shows the recovery codes, once.
 *
 * @param renewed true if they replace others
 */
public record RecoveryCodesView(List<String> codes, boolean renewed) implements View {
    public RecoveryCodesView {
        codes = List.copyOf(codes);
    }

    @Override
    public String template() {
        return "account/recovery-codes.jte";
    }
}
