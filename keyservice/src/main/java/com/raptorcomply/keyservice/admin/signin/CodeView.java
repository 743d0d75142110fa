package com.raptorcomply.keyservice.admin.signin;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.KeptForm;
import com.raptorcomply.keyservice.admin.View;

/**
 * The page that asks for the code of the second factor.
 *
 * @param to the address to return to
 * @param kept a form whose session has ended; empty: none
 */
public record CodeView(FormState form, String to, KeptForm kept) implements View {
    @Override
    public String template() {
        return "signin/code.jte";
    }
}
