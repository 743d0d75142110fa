package com.raptorcomply.keyservice.user;

import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.user.email.EmailAddress;
import java.util.List;

/** The attributes of a user that a client may set. */
record UserAttributes(String email, String name, UserRole role, String status) {
    static final int NAME_CHARACTERS_MAX = 255;

    /** Reads all attributes of a new user, who is active. */
    static UserAttributes make(JsonFields fields) {
        return new UserAttributes(email(fields), name(fields), role(fields), User.ACTIVE);
    }

    static UserAttributes of(User user) {
        return new UserAttributes(user.email(), user.name(), user.role(), user.status());
    }

    /** Applies a merge patch (RFC 7396). */
    static UserAttributes patch(JsonFields fields, User before) {
        return new UserAttributes(
                fields.has("email") ? email(fields, before) : before.email(),
                fields.has("name") ? name(fields) : before.name(),
                fields.has("role") ? role(fields) : before.role(),
                fields.has("status") ? status(fields) : before.status());
    }

    static String email(JsonFields fields) {
        String email = fields.plainText("email", EmailAddress.LENGTH_MAX);
        EmailAddress.objection(email).ifPresent(objection -> fields.reject("email", objection));
        return EmailAddress.text(email);
    }

    /** Returns the new address. An unchanged one is accepted even if today's rules would refuse it. */
    private static String email(JsonFields fields, User before) {
        return fields.optionalText("email").filter(before.email()::equals).orElseGet(() -> email(fields));
    }

    static String name(JsonFields fields) {
        return fields.name("name", NAME_CHARACTERS_MAX);
    }

    static UserRole role(JsonFields fields) {
        return fields.required(
                "role",
                fields.optional("role", UserRole::of, "must be one of platform_admin, org_admin, user"),
                UserRole.USER);
    }

    private static String status(JsonFields fields) {
        return fields.required("status", fields.oneOf("status", List.of(User.ACTIVE, User.DISABLED)), User.DISABLED);
    }
}
