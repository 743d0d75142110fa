package com.raptorcomply.keyservice.admin.account;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.user.SecondFactorChanges;
import org.jspecify.annotations.Nullable;

/**
 * The page that shows a new secret and asks for its first code.
 *
 * @param secret in groups of four, for typing; null after a wrong code, because it is shown once
 * @param image null like the secret
 */
public record TotpSetUpView(
        FormState form, @Nullable String secret, @Nullable QrImage image) implements View {
    static TotpSetUpView of(SecondFactorChanges.Enrolment made) {
        String grouped = made.secret().base32().replaceAll("(.{4})(?=.)", "$1 ");
        return new TotpSetUpView(FormState.empty(), grouped, QrImage.of(made.uri()));
    }

    @Override
    public String template() {
        return "account/totp-set-up.jte";
    }
}
