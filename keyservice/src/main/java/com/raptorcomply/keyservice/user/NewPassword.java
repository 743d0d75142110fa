package com.raptorcomply.keyservice.user;

import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.signin.password.PasswordRule;

/** Reads and checks a new password. */
final class NewPassword {
    private NewPassword() {}

    /** Returns the password, or throws 422 with the reason, which never repeats the password. */
    static String read(JsonFields fields, String field, String email, String name) {
        String password = fields.text(field);
        PasswordRule.objection(password, email, name).ifPresent(objection -> fields.reject(field, objection));
        return password;
    }
}
