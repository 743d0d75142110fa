package com.raptorcomply.keyservice.people;

import com.raptorcomply.keyservice.access.UserRole;
import com.raptorcomply.keyservice.input.Fields;
import com.raptorcomply.keyservice.people.email.EmailAddress;
import java.util.List;

/** What of a person is chosen: by whoever makes them, and by whoever changes them. */
record UserTerms(String email, String name, UserRole role, String status) {
    static final int NAME_CHARACTERS_MAX = 255;

    /** All of it, for somebody new; they are active. */
    static UserTerms make(Fields fields) {
        return new UserTerms(email(fields), name(fields), role(fields), User.ACTIVE);
    }

    /** With what a merge patch changes. */
    static UserTerms patch(Fields fields, User before) {
        return new UserTerms(
                fields.has("email") ? email(fields, before) : before.email(),
                fields.has("name") ? name(fields) : before.name(),
                fields.has("role") ? role(fields) : before.role(),
                fields.has("status") ? status(fields) : before.status());
    }

    static String email(Fields fields) {
        String email = fields.plainText("email", EmailAddress.LENGTH_MAX);
        EmailAddress.objection(email).ifPresent(objection -> fields.reject("email", objection));
        return EmailAddress.text(email);
    }

    /** As sent back unchanged it is taken, even where today's rules would refuse it. */
    private static String email(Fields fields, User before) {
        return fields.optionalText("email").filter(before.email()::equals).orElseGet(() -> email(fields));
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
