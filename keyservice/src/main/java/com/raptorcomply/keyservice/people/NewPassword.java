package com.raptorcomply.keyservice.people;

import com.raptorcomply.keyservice.input.Fields;
import com.raptorcomply.keyservice.people.password.PasswordRule;

/** Reads a password that somebody chooses. */
final class NewPassword {
    private NewPassword() {}

    /** The password, or a 422 that says what is wrong with it without repeating it. */
    static String read(Fields fields, String field, String email, String name) {
        String password = fields.text(field);
        PasswordRule.objection(password, email, name).ifPresent(objection -> fields.reject(field, objection));
        return password;
    }
}
