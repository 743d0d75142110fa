package com.raptorcomply.keyservice.user;

import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.signin.password.PasswordRule;

/** Reads a password that somebody chooses. */
final class NewPassword {
    private NewPassword() {}

    /** The password, or a 422 that says what is wrong with it without repeating it. */
    static String read(JsonFields fields, String field, String email, String name) {
        String password = fields.text(field);
        PasswordRule.objection(password, email, name).ifPresent(objection -> fields.reject(field, objection));
        return password;
    }
}
