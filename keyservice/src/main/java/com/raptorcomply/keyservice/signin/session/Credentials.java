package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.signin.password.PasswordRule;
import com.raptorcomply.keyservice.signin.totp.SecondFactors;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that a user has typed.
 *
 * @param code a code of an authenticator app, or a recovery code; null: none
 */
public record Credentials(
        String email, String password, @Nullable String code) {
    private static final int EMAIL_CHARACTERS_MAX = 254;

    /** The longest password in UTF-16 units; a character has one or two. */
    private static final int PASSWORD_LENGTH_MAX = 2 * PasswordRule.CHARACTERS_MAX;

    /** Reads the body of a sign-in; fails with 422 for a faulty one. */
    public static Credentials read(JsonFields fields) {
        String email = fields.plainText("email", EMAIL_CHARACTERS_MAX);
        String password = fields.text("password");
        if (password.length() > PASSWORD_LENGTH_MAX) {
            fields.reject("password", "must have at most " + PasswordRule.CHARACTERS_MAX + " characters");
        }
        String code = fields.optionalText("code", SecondFactors.CODE_LENGTH_MAX).orElse(null);
        fields.requireValid();
        return new Credentials(email.strip(), password, code);
    }

    @Override
    public String toString() {
        return "[credentials]";
    }
}
