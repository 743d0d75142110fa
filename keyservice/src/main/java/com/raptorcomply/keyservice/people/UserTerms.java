package com.raptorcomply.keyservice.people;

import com.raptorcomply.keyservice.access.UserRole;
import com.raptorcomply.keyservice.input.Fields;
import java.util.List;
import java.util.regex.Pattern;

/** What of a person is chosen: by whoever makes them, and by whoever changes them. */
record UserTerms(String email, String name, UserRole role, String status) {
    private static final int EMAIL_CHARACTERS_MAX = 254;
    private static final int NAME_CHARACTERS_MAX = 255;
    /** The form only; whether it reaches somebody is seen when they accept. */
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]+@[^\\s@<>\"]+\\.[^\\s@<>\"]+");

    /** All of it, for somebody new; they are active. */
    static UserTerms make(Fields fields) {
        return new UserTerms(email(fields), name(fields), role(fields), User.ACTIVE);
    }

    /** With what a merge patch changes. */
    static UserTerms patch(Fields fields, User before) {
        return new UserTerms(
                fields.has("email") ? email(fields) : before.email(),
                fields.has("name") ? name(fields) : before.name(),
                fields.has("role") ? role(fields) : before.role(),
                fields.has("status") ? status(fields) : before.status());
    }

    static String email(Fields fields) {
        String email = fields.plainText("email", EMAIL_CHARACTERS_MAX);
        if (!isAddress(email)) {
            fields.reject("email", "must be an e-mail address");
        }
        return email;
    }

    static boolean isAddress(String email) {
        return email.length() <= EMAIL_CHARACTERS_MAX && EMAIL.matcher(email).matches();
    }

    static String name(Fields fields) {
        return fields.name("name", NAME_CHARACTERS_MAX);
    }

    static UserRole role(Fields fields) {
        return fields.required(
                "role",
                fields.optional("role", UserRole::of, "must be one of platform_admin, org_admin, user"),
                UserRole.USER);
    }

    private static String status(Fields fields) {
        return fields.required("status", fields.oneOf("status", List.of(User.ACTIVE, User.DISABLED)), User.DISABLED);
    }
}
