package com.raptorcomply.keyservice.admin.signin;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.KeptForm;
import com.raptorcomply.keyservice.admin.View;
import org.jspecify.annotations.Nullable;

/**
 * The page to sign in.
 *
 * @param to the address to return to
 * @param provider true if there is an OpenID provider to sign in with
 * @param notice null: none
 * @param kept a form whose session has ended; empty: none
 */
public record SignInView(
        FormState form,
        String to,
        boolean provider,
        @Nullable String notice,
        KeptForm kept) implements View {
    @Override
    public String template() {
        return "signin/sign-in.jte";
    }
}
