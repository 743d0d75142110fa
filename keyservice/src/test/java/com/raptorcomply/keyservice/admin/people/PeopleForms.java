package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormTwin;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The forms of users and invitations, with what the API gets for them. */
public final class PeopleForms {
    private PeopleForms() {}

    public static List<FormTwin> all() {
        String other = "/" + Person.in(TestService.shared(), UserRole.USER).id();
        return Stream.concat(users(other).stream(), others(other).stream()).toList();
    }

    private static List<FormTwin> users(String other) {
        String mail = UUID.randomUUID() + "@example.test";
        return List.of(
                patch(other, "/edit", List.of("name", "New Name", "email", mail), "name", "New Name", "email", mail),
                patch(other, "/edit", List.of("name", "", "email", mail), "name", "", "email", mail),
                patch(
                        other,
                        "/role",
                        List.of("role", "org_admin", "currentPassword", Person.PASSWORD),
                        "role",
                        "org_admin"),
                patch(other, "/role", List.of("role", "king", "currentPassword", Person.PASSWORD), "role", "king"),
                patch(other, "/disable", List.of(), "status", "disabled"),
                patch(other, "/enable", List.of(), "status", "active"),
                FormTwin.of(
                        "/admin/people" + other + "/totp",
                        List.of(),
                        "DELETE",
                        "/users" + other + "/totp",
                        new JsonObject()),
                FormTwin.of(
                        "/admin/people" + other + "/delete", List.of(), "DELETE", "/users" + other, new JsonObject()),
                patch(other, "/enable", List.of(), "status", "active"));
    }

    private static List<FormTwin> others(String other) {
        return List.of(
                restrict(Person.in(TestService.shared(), UserRole.USER).id(), "read"),
                restrict(UUID.randomUUID(), "read"),
                FormTwin.of(
                        "/admin/people/access" + other + "/lift",
                        List.of(),
                        "DELETE",
                        "/access-control" + other,
                        new JsonObject()),
                add("user", "nobody at all"),
                add("user", UUID.randomUUID() + "@example.test"),
                add("platform_admin", UUID.randomUUID() + "@example.test"),
                invite("user", "nobody at all"),
                invite("org_admin", UUID.randomUUID() + "@example.test"),
                invite("platform_admin", UUID.randomUUID() + "@example.test"),
                invitation("/resend", "POST"),
                invitation("/cancel", "DELETE"));
    }

    private static FormTwin restrict(UUID id, String operation) {
        return FormTwin.of(
                "/admin/people/access/users/" + id,
                List.of("operations", operation),
                "POST",
                "/access-control",
                new JsonObject().put("userId", id.toString()).put("operations", new JsonArray().add(operation)));
    }

    private static FormTwin add(String role, String email) {
        String other = "second-" + email;
        return FormTwin.of(
                "/admin/people/new",
                List.of("name", "New Name", "email", email, "role", role),
                "POST",
                "/users",
                new JsonObject().put("name", "New Name").put("email", other).put("role", role));
    }

    private static FormTwin invite(String role, String email) {
        return FormTwin.of(
                "/admin/people/invitations/new",
                List.of("email", email, "role", role),
                "POST",
                "/invitations",
                new JsonObject().put("email", email).put("role", role));
    }

    /** A form of an invitation that does not exist. */
    private static FormTwin invitation(String form, String method) {
        String nobody = "/invitations/" + UUID.randomUUID();
        return FormTwin.of(
                "/admin/people" + nobody + form,
                List.of(),
                method,
                nobody + (method.equals("POST") ? form : ""),
                new JsonObject());
    }

    private static FormTwin patch(String user, String form, List<String> typed, String... members) {
        JsonObject body = new JsonObject();
        for (int i = 0; i < members.length; i += 2) {
            body.put(members[i], members[i + 1]);
        }
        return FormTwin.of("/admin/people" + user + form, typed, "PATCH", "/users" + user, body);
    }
}
